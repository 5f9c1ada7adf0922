using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Sqlops;

/// <content>Variables and transformations.</content>
internal sealed partial class SqlopsModule
{
    /// <summary>Part of a result.</summary>
    [PseudoVariable("dbr", Inner = InnerName.Dynamic, Parser = nameof(ParseResultKey), Summary = "Part of a result: name=>rows, name=>cols, name=>[row,column], name=>colname[column]; counted from 0.")]
    public ScriptValue ResultPart(RoutingContext context, in VariableKey key)
    {
        if ((key.Parsed as ResultKey ?? ResultKey.Parse(key.Name)) is not { } part)
            return ScriptValue.Undefined;

        var rows = Result(context, part.Result);
        return part.Kind switch
        {
            ResultPartKind.Rows => ScriptValue.Of(rows.Rows.Count),
            ResultPartKind.Columns => ScriptValue.Of(rows.Columns.Length),
            ResultPartKind.ColumnName => part.Column < rows.Columns.Length ? ScriptValue.Of(rows.Columns[part.Column]) : ScriptValue.Undefined,
            _ => Value(rows, part.Row, part.Column),
        };
    }

    /// <summary>Rows changed.</summary>
    [PseudoVariable("sqlrows", Inner = InnerName.Literal, Summary = "Rows that the last statement on a connection inserted, updated or deleted.")]
    public ScriptValue ChangedRows(RoutingContext context, in VariableKey key) =>
        _connections.ContainsKey(key.Name) && _results.TryGetValue(context.Worker, out var results)
            ? ScriptValue.Of(results.Affected(key.Name))
            : ScriptValue.Undefined;

    /// <summary>A literal.</summary>
    [Transformation("sql.val", Summary = "A literal for a statement: text quoted and escaped for the first connection, numbers bare, undefined as NULL.")]
    public static ScriptValue Literal(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Literal(context, value, "NULL");

    /// <summary>A literal.</summary>
    [Transformation("sql.val.int", Summary = "As sql.val, undefined as 0.")]
    public static ScriptValue NumberLiteral(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Literal(context, value, "0");

    /// <summary>A literal.</summary>
    [Transformation("sql.val.str", Summary = "As sql.val, undefined as empty text.")]
    public static ScriptValue TextLiteral(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Literal(context, value, "''");

    internal static object? ParseResultKey(string inner, out string? error)
    {
        var key = ResultKey.Parse(inner);
        error = key is null ? $"'{inner}': {ResultKey.Expected}" : null;
        return key;
    }

    private static ScriptValue Literal(RoutingContext context, in ScriptValue value, string whenUndefined)
    {
        if (!value.IsText)
            return ScriptValue.Of(value.IsDefined ? value.ToText() : whenUndefined);

        using var bytes = new ValueBytes(context.Worker, value);
        var text = context.Worker.RentWriter();
        if ((context.Snapshot.Module("sqlops")?.Instance as SqlopsModule)?._connections.Values.FirstOrDefault() is { } connection)
            connection.Database.WriteLiteral(bytes.Span, text);
        else
            WriteEscaped(bytes.Span, text);

        var literal = ScriptValue.Of(Latin1.ToText(text.Written));
        context.Worker.Return(text);
        return literal;
    }

    // Without a connection nobody knows the database: the peer's way, which is that of MySQL.
    private static void WriteEscaped(ReadOnlySpan<byte> text, ByteWriter output)
    {
        output.Write((byte)'\'');
        foreach (var c in text)
        {
            if (c is (byte)'\'' or (byte)'"' or (byte)'\\' or 0)
                output.Write((byte)'\\');

            output.Write(c == 0 ? (byte)'0' : c);
        }

        output.Write((byte)'\'');
    }
}
