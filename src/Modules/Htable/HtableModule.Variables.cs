using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>Pseudo-variables.</summary>
internal sealed partial class HtableModule
{
    [PseudoVariable("sht", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Value of a key: $sht(table=>key).")]
    public ScriptValue Read(RoutingContext context, in VariableKey key) =>
        HtableKey.TryRead(key, out var name, out var item) && Find(name) is { } table ? table.Get(item, Now) : ScriptValue.Undefined;

    [PseudoVariableWriter("sht")]
    public bool Write(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        if (!HtableKey.TryRead(key, out var name, out var item) || Find(name) is not { } table)
            return false;

        if (value.IsDefined)
            table.Set(item, value, Now);
        else
            table.Remove(item);

        return true;
    }

    [PseudoVariable("shtex", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Seconds that an item lives on; 0 in tables without autoexpire.")]
    public ScriptValue ReadLife(RoutingContext context, in VariableKey key) =>
        HtableKey.TryRead(key, out var name, out var item) && Find(name) is { } table
            ? ScriptValue.Of(table.SecondsLeft(item, Now))
            : ScriptValue.Undefined;

    [PseudoVariableWriter("shtex")]
    public bool WriteLife(RoutingContext context, in VariableKey key, in ScriptValue value) =>
        HtableKey.TryRead(key, out var name, out var item) && Find(name) is { } table
            && value.TryToInteger(out var seconds) && table.SetLife(item, seconds, Now);

    [PseudoVariable("shtinc", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Adds 1 to a number and reads it.")]
    public ScriptValue ReadIncremented(RoutingContext context, in VariableKey key) => Step(key, 1);

    [PseudoVariable("shtdec", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Takes 1 from a number and reads it.")]
    public ScriptValue ReadDecremented(RoutingContext context, in VariableKey key) => Step(key, -1);

    [PseudoVariable("shtcn", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Number of items by key: $shtcn(table=>~~expression).")]
    public ScriptValue CountKeys(RoutingContext context, in VariableKey key) => CountItems(key, byValue: false);

    [PseudoVariable("shtcv", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Number of items by value: $shtcv(table=>~~expression).")]
    public ScriptValue CountValues(RoutingContext context, in VariableKey key) => CountItems(key, byValue: true);

    [PseudoVariable("shtrecord", Inner = InnerName.Literal, Parser = nameof(ParseRecord), Summary = "key or value of the item that event_route[htable:expired:…] is about.")]
    public ScriptValue ReadRecord(RoutingContext context, in VariableKey key)
    {
        if (HtableEvents.RecordOf(context) is not { } cell)
            return ScriptValue.Undefined;

        return key.Name == "key" ? ScriptValue.Of(cell.Name) : cell.Value;
    }

    [PseudoVariable("shtitkey", Inner = InnerName.Dynamic, Summary = "Key of an iterator's current item.")]
    public ScriptValue ReadIteratorKey(RoutingContext context, in VariableKey key) =>
        TableIterator.Find(context.Worker, key.Name)?.Key ?? ScriptValue.Undefined;

    [PseudoVariable("shtitval", Inner = InnerName.Dynamic, Summary = "Value of an iterator's current item.")]
    public ScriptValue ReadIteratorValue(RoutingContext context, in VariableKey key) =>
        TableIterator.Find(context.Worker, key.Name)?.Value ?? ScriptValue.Undefined;

    /// <summary>Checks <c>table=>key</c>.</summary>
    internal static object? ParseKey(string inner, out string? error) => HtableKey.Parse(inner, out error);

    /// <summary>Checks the name in <c>$shtrecord(name)</c>.</summary>
    internal static object? ParseRecord(string inner, out string? error)
    {
        error = inner is "key" or "value" ? null : $"unknown name '{inner}'; expected key or value";
        return error is null ? inner : null;
    }

    private ScriptValue Step(in VariableKey key, long change) =>
        HtableKey.TryRead(key, out var name, out var item) && Find(name) is { } table ? table.Add(item, change, Now) : ScriptValue.Undefined;

    private ScriptValue CountItems(in VariableKey key, bool byValue)
    {
        if (!HtableKey.TryRead(key, out var name, out var expression) || Find(name) is not { } table)
            return ScriptValue.Undefined;

        return CellMatch.OfCount(expression, byValue) is { } match ? ScriptValue.Of(table.Count(match, Now)) : ScriptValue.Undefined;
    }
}
