using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <content>Variables.</content>
internal sealed partial class HtableModule
{
    [PseudoVariable("sht", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Value of a key: table=>key; $null deletes it.")]
    public ScriptValue Value(RoutingContext context, in VariableKey key) =>
        TryResolve(key, out var table, out var name) ? table.Get(name, Now) : ScriptValue.Undefined;

    [PseudoVariableWriter("sht")]
    public bool SetValue(RoutingContext context, in VariableKey key, in ScriptValue value) =>
        TryResolve(key, out var table, out var name) && table.Set(name, value, Now);

    [PseudoVariable("shtex", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Seconds that a key has left, 0 without expiry or key.")]
    public ScriptValue Expiry(RoutingContext context, in VariableKey key)
    {
        if (!TryResolve(key, out var table, out var name) || !table.TryGet(name, Now, out var item) || item.Expires == long.MaxValue)
            return ScriptValue.Of(0);

        return ScriptValue.Of((item.Expires - Now) / 1000);
    }

    [PseudoVariableWriter("shtex")]
    public bool SetExpiry(RoutingContext context, in VariableKey key, in ScriptValue value) =>
        TryResolve(key, out var table, out var name)
        && table.Options.AutoExpire > 0
        && table.SetExpiry(name, value.ToInteger(), Now);

    [PseudoVariable("shtinc", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Adds one to a key and reads it.")]
    public ScriptValue Increment(RoutingContext context, in VariableKey key) =>
        TryResolve(key, out var table, out var name) ? table.Add(name, 1, Now) : ScriptValue.Undefined;

    [PseudoVariable("shtdec", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Takes one from a key and reads it.")]
    public ScriptValue Decrement(RoutingContext context, in VariableKey key) =>
        TryResolve(key, out var table, out var name) ? table.Add(name, -1, Now) : ScriptValue.Undefined;

    [PseudoVariable("shtcn", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Number of keys whose name passes: ~~regex, ~%start, %~end, ==name.")]
    public ScriptValue CountNames(RoutingContext context, in VariableKey key) => CountWhere(key, byName: true);

    [PseudoVariable("shtcv", Inner = InnerName.Dynamic, Parser = nameof(ParseKey), Summary = "Number of keys whose value passes: ~~regex, ~%start, %~end, ==value, eqN.")]
    public ScriptValue CountValues(RoutingContext context, in VariableKey key) => CountWhere(key, byName: false);

    [PseudoVariable("shtrecord", Inner = InnerName.Literal, Parser = nameof(ParseRecordKey), Summary = "In event_route[htable:expired:…]: key or value of the item.")]
    public static ScriptValue Record(RoutingContext context, in VariableKey key)
    {
        if (context.Items.Get(RecordSlot) is not { } record)
            return ScriptValue.Undefined;

        return key.Name == "key" ? ScriptValue.Of(record.Key) : record.Value;
    }

    [PseudoVariable("shtitkey", Inner = InnerName.Literal, Summary = "Key at which an iterator stands.")]
    public static ScriptValue IteratorKey(RoutingContext context, in VariableKey key) =>
        TableIterators.Find(context.Worker, key.Name) is { HasItem: true } iterator ? ScriptValue.Of(iterator.Key) : ScriptValue.Undefined;

    [PseudoVariable("shtitval", Inner = InnerName.Literal, Summary = "Value at which an iterator stands.")]
    public static ScriptValue IteratorValue(RoutingContext context, in VariableKey key) =>
        TableIterators.Find(context.Worker, key.Name) is { HasItem: true } iterator ? iterator.Value : ScriptValue.Undefined;

    internal static object? ParseKey(string inner, out string? error)
    {
        var key = TableKey.Parse(inner);
        error = key is null ? $"'{inner}' is not table=>key" : null;
        return key;
    }

    internal static object? ParseRecordKey(string inner, out string? error)
    {
        error = inner is "key" or "value" ? null : $"unknown key '{inner}' of $shtrecord: expected key, value";
        return error is null ? inner : null;
    }

    private bool TryResolve(in VariableKey variable, out HashTable table, out string key)
    {
        var parts = variable.Parsed as TableKey ?? TableKey.Parse(variable.Name);
        table = (parts is null ? null : Find(parts.Table))!;
        key = parts?.Key ?? string.Empty;
        return table is not null;
    }

    private ScriptValue CountWhere(in VariableKey variable, bool byName)
    {
        if (!TryResolve(variable, out var table, out var text) || TableTest.Parse(text) is not { } test)
            return ScriptValue.Undefined;

        var count = 0;
        foreach (var (key, item) in table.Live(Now))
        {
            if (byName ? test.Passes(key) : test.Passes(item.Value))
                count++;
        }

        return ScriptValue.Of(count);
    }
}
