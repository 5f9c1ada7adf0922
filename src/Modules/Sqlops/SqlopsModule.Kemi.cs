using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Sqlops;

/// <content>Results for scripts in Lua and JavaScript.</content>
internal sealed partial class SqlopsModule
{
    /// <summary>Rows of a result.</summary>
    [Function("sql_num_rows", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Number of rows of a result; 0 when there is none.")]
    public long RowCount(RoutingContext context, string result) => Result(context, result).Rows.Count;

    /// <summary>Columns of a result.</summary>
    [Function("sql_num_columns", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Number of columns of a result; 0 when there is none.")]
    public long ColumnCount(RoutingContext context, string result) => Result(context, result).Columns.Length;

    /// <summary>1 or -1.</summary>
    [Function("sql_is_null", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "1 when a value is NULL or not there, else -1.")]
    public ReturnCode IsNull(RoutingContext context, string result, int row, int column) =>
        ReturnCode.Of(!Value(Result(context, result), row, column).IsDefined);

    /// <summary>A value.</summary>
    [Function("sql_result_get", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "A value of a result; null when it is NULL or not there.")]
    public ScriptValue Get(RoutingContext context, string result, int row, int column) => Value(Result(context, result), row, column);

    /// <summary>A value.</summary>
    [Function("sql_result_gete", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "As sql_result_get, empty instead of null.")]
    public ScriptValue GetOrEmpty(RoutingContext context, string result, int row, int column) =>
        Value(Result(context, result), row, column) is { IsDefined: true } value ? value : ScriptValue.Empty;

    /// <summary>A value.</summary>
    [Function("sql_result_getz", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "As sql_result_get, 0 instead of null.")]
    public ScriptValue GetOrZero(RoutingContext context, string result, int row, int column) =>
        Value(Result(context, result), row, column) is { IsDefined: true } value ? value : ScriptValue.Of(0);

    private SqlRows Result(RoutingContext context, string result) =>
        _results.TryGetValue(context.Worker, out var results) ? results.Find(result) : SqlRows.None;

    private static ScriptValue Value(SqlRows rows, long row, long column) =>
        row >= 0 && row < rows.Rows.Count && column >= 0 && column < rows.Columns.Length ? rows.Rows[(int)row][column] : ScriptValue.Undefined;
}
