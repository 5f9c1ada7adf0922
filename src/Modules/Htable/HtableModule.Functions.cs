using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <content>Functions.</content>
internal sealed partial class HtableModule
{
    [Function("sht_lock", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Locks a key: table=>key.")]
    public ReturnCode Lock(RoutingContext context, string tableKey) =>
        TableKey.Parse(tableKey) is { } key ? Lock(context, key.Table, key.Key) : ReturnCode.False;

    [Function("sht_lock", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Locks a key.")]
    public ReturnCode Lock(RoutingContext context, string table, string key) => ReturnCode.Of(Find(table)?.Locks.Enter(key) == true);

    [Function("sht_unlock", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Unlocks a key: table=>key.")]
    public ReturnCode Unlock(RoutingContext context, string tableKey) =>
        TableKey.Parse(tableKey) is { } key ? Unlock(context, key.Table, key.Key) : ReturnCode.False;

    [Function("sht_unlock", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Unlocks a key.")]
    public ReturnCode Unlock(RoutingContext context, string table, string key) => ReturnCode.Of(Find(table)?.Locks.Exit(key) == true);

    [Function("sht_reset", Routes = RouteKinds.Any, Summary = "Empties a table.")]
    public ReturnCode Reset(RoutingContext context, string table)
    {
        Find(table)?.Clear();
        return ReturnCode.Of(Find(table) is not null);
    }

    [Function("sht_rm", Routes = RouteKinds.Any, Summary = "Deletes a key.")]
    public ReturnCode Remove(RoutingContext context, string table, string key)
    {
        Find(table)?.Remove(key);
        return ReturnCode.Of(Find(table) is not null);
    }

    [Function("sht_rm_name_re", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Deletes keys whose name matches: table=>regex.")]
    public ReturnCode RemoveNames(RoutingContext context, string tableRegex) =>
        TableKey.Parse(tableRegex) is { } key ? RemoveNames(context, key.Table, key.Key) : ReturnCode.False;

    [Function("sht_rm_name_re", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Deletes keys whose name matches.")]
    public ReturnCode RemoveNames(RoutingContext context, string table, string regex) => RemoveWhere(table, "re", regex, byName: true);

    [Function("sht_rm_value_re", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Deletes keys whose value matches: table=>regex.")]
    public ReturnCode RemoveValues(RoutingContext context, string tableRegex) =>
        TableKey.Parse(tableRegex) is { } key ? RemoveValues(context, key.Table, key.Key) : ReturnCode.False;

    [Function("sht_rm_value_re", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Deletes keys whose value matches.")]
    public ReturnCode RemoveValues(RoutingContext context, string table, string regex) => RemoveWhere(table, "re", regex, byName: false);

    [Function("sht_rm_name", Routes = RouteKinds.Any, Summary = "Deletes keys whose name passes re, sw, ew or in.")]
    public ReturnCode RemoveName(RoutingContext context, string table, string operation, string operand) =>
        RemoveWhere(table, operation, operand, byName: true);

    [Function("sht_rm_value", Routes = RouteKinds.Any, Summary = "Deletes keys whose value passes re, sw, ew or in.")]
    public ReturnCode RemoveValue(RoutingContext context, string table, string operation, string operand) =>
        RemoveWhere(table, operation, operand, byName: false);

    [Function("sht_match_name", Routes = RouteKinds.Any, Summary = "True when a key's name passes eq, ne, re, sw, ew or in.")]
    [Function("sht_has_name", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when a key's name passes eq, ne, re, sw, ew or in.")]
    public ReturnCode MatchName(RoutingContext context, string table, string operation, string operand) =>
        Match(table, operation, operand, byName: true);

    [Function("sht_match_str_value", Routes = RouteKinds.Any, Summary = "True when a text value passes eq, ne, re, sw, ew or in.")]
    [Function("sht_has_str_value", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when a text value passes eq, ne, re, sw, ew or in.")]
    public ReturnCode MatchValue(RoutingContext context, string table, string operation, string operand) =>
        Match(table, operation, operand, byName: false);

    [Function("sht_setxs", Routes = RouteKinds.Any, Summary = "Sets text with seconds to live.")]
    public ReturnCode SetText(RoutingContext context, string table, string key, ScriptValue value, long seconds) =>
        SetWithExpiry(table, key, ScriptValue.Of(value.ToText()), seconds);

    [Function("sht_setxi", Routes = RouteKinds.Any, Summary = "Sets a number with seconds to live.")]
    public ReturnCode SetNumber(RoutingContext context, string table, string key, long value, long seconds) =>
        SetWithExpiry(table, key, ScriptValue.Of(value), seconds);

    [Function("sht_sets", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Sets text.")]
    public ReturnCode SetText(RoutingContext context, string table, string key, ScriptValue value) =>
        ReturnCode.Of(Find(table)?.Set(key, ScriptValue.Of(value.ToText()), Now) == true);

    [Function("sht_seti", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Sets a number.")]
    public ReturnCode SetNumber(RoutingContext context, string table, string key, long value) =>
        ReturnCode.Of(Find(table)?.Set(key, ScriptValue.Of(value), Now) == true);

    [Function("sht_setex", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Sets the seconds to live of a key.")]
    public ReturnCode SetSeconds(RoutingContext context, string table, string key, long seconds) =>
        ReturnCode.Of(Find(table)?.SetExpiry(key, seconds, Now) == true);

    [Function("sht_get", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Value of a key; null when it is missing.")]
    public ScriptValue Get(RoutingContext context, string table, string key) => Find(table)?.Get(key, Now) ?? ScriptValue.Undefined;

    [Function("sht_gete", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Value of a key; empty when it is missing.")]
    public ScriptValue GetOrEmpty(RoutingContext context, string table, string key) =>
        Get(context, table, key) is { IsDefined: true } value ? value : ScriptValue.Empty;

    [Function("sht_getw", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Value of a key; <<null>> when it is missing.")]
    public ScriptValue GetOrNullText(RoutingContext context, string table, string key) =>
        Get(context, table, key) is { IsDefined: true } value ? value : ScriptValue.Of("<<null>>");

    [Function("sht_is_null", Routes = RouteKinds.Any, Summary = "True when a key is missing.")]
    public ReturnCode IsNull(RoutingContext context, string table, string key) => ReturnCode.Of(!Get(context, table, key).IsDefined);

    [Function("sht_inc", Routes = RouteKinds.Any, Summary = "Adds one to a key and returns it.")]
    public ReturnCode Increment(RoutingContext context, string table, string key) => Step(table, key, 1);

    [Function("sht_dec", Routes = RouteKinds.Any, Summary = "Takes one from a key and returns it.")]
    public ReturnCode Decrement(RoutingContext context, string table, string key) => Step(table, key, -1);

    [Function("sht_iterator_start", Routes = RouteKinds.Any, Summary = "Begins to walk over a table.")]
    public ReturnCode IteratorStart(RoutingContext context, string iterator, string table) => ReturnCode.Of(
        Find(table) is { } found && TableIterators.Set(context.Worker, iterator, new TableIterator(found, [.. found.Live(Now)])));

    [Function("sht_iterator_next", Routes = RouteKinds.Any, Summary = "Goes to the next item; false at the end.")]
    public static ReturnCode IteratorNext(RoutingContext context, string iterator) =>
        ReturnCode.Of(TableIterators.Find(context.Worker, iterator)?.MoveNext() == true);

    [Function("sht_iterator_end", Routes = RouteKinds.Any, Summary = "Ends the walk.")]
    public static ReturnCode IteratorEnd(RoutingContext context, string iterator) => ReturnCode.Of(TableIterators.Remove(context.Worker, iterator));

    [Function("sht_iterator_rm", Routes = RouteKinds.Any, Summary = "Deletes the item at which the iterator stands.")]
    public static ReturnCode IteratorRemove(RoutingContext context, string iterator) =>
        ReturnCode.Of(TableIterators.Find(context.Worker, iterator) is { HasItem: true } found && found.Table.Remove(found.Key));

    [Function("sht_iterator_sets", Routes = RouteKinds.Any, Summary = "Sets text at the item where the iterator stands.")]
    public ReturnCode IteratorSetText(RoutingContext context, string iterator, ScriptValue value) =>
        IteratorSet(context, iterator, ScriptValue.Of(value.ToText()));

    [Function("sht_iterator_seti", Routes = RouteKinds.Any, Summary = "Sets a number at the item where the iterator stands.")]
    public ReturnCode IteratorSetNumber(RoutingContext context, string iterator, long value) => IteratorSet(context, iterator, ScriptValue.Of(value));

    [Function("sht_iterator_setex", Routes = RouteKinds.Any, Summary = "Sets the seconds to live of the item where the iterator stands.")]
    public ReturnCode IteratorSetExpiry(RoutingContext context, string iterator, long seconds) =>
        ReturnCode.Of(TableIterators.Find(context.Worker, iterator) is { HasItem: true } found && found.Table.SetExpiry(found.Key, seconds, Now));

    private ReturnCode IteratorSet(RoutingContext context, string iterator, in ScriptValue value) =>
        ReturnCode.Of(TableIterators.Find(context.Worker, iterator) is { HasItem: true } found && found.Table.Set(found.Key, value, Now));

    private ReturnCode SetWithExpiry(string table, string key, in ScriptValue value, long seconds) =>
        ReturnCode.Of(Find(table) is { } found && found.Set(key, value, Now) && found.SetExpiry(key, seconds, Now));

    private ReturnCode Step(string table, string key, long step) =>
        Find(table)?.Add(key, step, Now) is { IsInteger: true } value ? (int)value.Number : ReturnCode.False;

    private ReturnCode RemoveWhere(string table, string operation, string operand, bool byName)
    {
        if (Find(table) is not { } found || TableTest.Create(operation, operand) is not { } test)
            return ReturnCode.False;

        foreach (var (key, item) in found.Live(Now))
        {
            if (byName ? test.Passes(key) : item.Value.IsText && test.Passes(item.Value))
                found.Remove(key);
        }

        return ReturnCode.True;
    }

    private ReturnCode Match(string table, string operation, string operand, bool byName)
    {
        if (Find(table) is not { } found || TableTest.Create(operation, operand) is not { } test)
            return ReturnCode.False;

        foreach (var (key, item) in found.Live(Now))
        {
            if (byName ? test.Passes(key) : item.Value.IsText && test.Passes(item.Value))
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }
}
