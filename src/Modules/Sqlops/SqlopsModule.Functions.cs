using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Sqlops;

/// <content>Functions of the cfg.</content>
internal sealed partial class SqlopsModule
{
    private const int MaxLogged = 256;
    private static readonly ReturnCode NoRows = 2;

    /// <summary>1 with rows, 2 without, -1 after an error.</summary>
    [Function("sql_query", Kemi = "sql_query/3", Routes = RouteKinds.Any, Blocking = true, Summary = "Runs a statement and keeps its rows under a name for $dbr: 1 rows, 2 none, -1 error.")]
    public ReturnCode Query(RoutingContext context, string connection, string query, string result = "")
    {
        var results = _results.GetOrCreateValue(context.Worker);
        if (result.Length > 0 && !results.HasRoom(result, MaxResults))
        {
            _log.LogError("no room for result '{Result}': modparam results_maxsize is {Most}", result, MaxResults);
            return ReturnCode.False;
        }

        results.Free(result);
        if (!TryRun(context, connection, query, out var rows))
            return ReturnCode.False;

        if (result.Length > 0)
            results.Keep(result, rows);

        return rows.Rows.Count > 0 ? ReturnCode.True : NoRows;
    }

    /// <summary>1 queued, -1 not.</summary>
    [Function("sql_query_async", Routes = RouteKinds.Any, Summary = "Queues a statement that nobody waits for; 4,096 may wait for each connection.")]
    public ReturnCode QueryLater(RoutingContext context, string connection, string query)
    {
        if (Find(connection) is not { } found)
            return ReturnCode.False;

        if (found.TryQueue(query))
            return ReturnCode.True;

        _log.LogError("connection '{Connection}': too many statements wait, dropped: {Query}", connection, Shown(query));
        return ReturnCode.False;
    }

    /// <summary>1 with rows, 2 without, -1 after an error.</summary>
    [Function("sql_xquery", Routes = RouteKinds.Any, Blocking = true, Summary = "Runs a query; each row becomes a $xavp with the columns as fields, the first row on top. Needs pv.")]
    public ReturnCode QueryStructures(RoutingContext context, string connection, string query, string xavp)
    {
        if (_structures is null)
        {
            _log.LogError("sql_xquery needs module 'pv': add loadmodule \"pv.so\"");
            return ReturnCode.False;
        }

        if (!TryRun(context, connection, query, out var rows))
            return ReturnCode.False;

        for (var i = rows.Rows.Count - 1; i >= 0; i--)
        {
            if (!_structures.Push(context, xavp, rows.Columns, rows.Rows[i]))
                return ReturnCode.False;
        }

        return rows.Rows.Count > 0 ? ReturnCode.True : NoRows;
    }

    /// <summary>1 with rows, 2 without, -1 after an error.</summary>
    [Function("sql_pvquery", Routes = RouteKinds.Any, Blocking = true, Summary = "Runs a query; its columns go into the variables of the list. AVPs get the values of all rows, the first row on top.")]
    public ReturnCode QueryVariables(RoutingContext context, string connection, string query, [Assigned] VariableReference[] variables)
    {
        if (!TryRun(context, connection, query, out var rows))
            return ReturnCode.False;

        if (rows.Columns.Length > variables.Length)
        {
            _log.LogError("the query gives {Columns} columns, expected at most {Variables}: {Query}", rows.Columns.Length, variables.Length, Shown(query));
            return ReturnCode.False;
        }

        for (var i = rows.Rows.Count - 1; i >= 0; i--)
        {
            for (var column = 0; column < rows.Columns.Length; column++)
                variables[column].Write(context, rows.Rows[i][column]);
        }

        return rows.Rows.Count > 0 ? ReturnCode.True : NoRows;
    }

    /// <summary>Always 1.</summary>
    [Function("sql_result_free", Routes = RouteKinds.Any, Summary = "Forgets a result.")]
    public ReturnCode Free(RoutingContext context, string result)
    {
        _results.GetOrCreateValue(context.Worker).Free(result);
        return ReturnCode.True;
    }

    private bool TryRun(RoutingContext context, string connection, string query, out SqlRows rows)
    {
        rows = SqlRows.None;
        if (Find(connection) is not { } found)
            return false;

        try
        {
            rows = found.Database.Query(query, Limit);
        }
        catch (StoreException exception)
        {
            _log.LogError("connection '{Connection}': {Reason} in: {Query}", connection, exception.Message, Shown(query));
            return false;
        }

        if (rows.IsCut)
            _log.LogWarning("connection '{Connection}': only the first {Rows} rows are kept of: {Query}", connection, rows.Rows.Count, Shown(query));

        _results.GetOrCreateValue(context.Worker).Note(connection, rows.Affected);
        return true;
    }

    private SqlConnection? Find(string connection)
    {
        var found = _connections.GetValueOrDefault(connection);
        if (found is null)
            _log.LogError("there is no connection '{Connection}': add modparam(\"sqlops\", \"sqlcon\", \"{Connection}=>sqlite:///path\")", connection, connection);

        return found;
    }

    private static string Shown(string query) => query.Length <= MaxLogged ? query : query[..MaxLogged];
}
