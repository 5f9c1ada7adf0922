using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>Functions on single items, and iterators.</summary>
internal sealed partial class HtableModule
{
    [Function("sht_get", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Value of a key.")]
    public ScriptValue GetItem(RoutingContext context, string table, string key) => Find(table)?.Get(key, Now) ?? ScriptValue.Undefined;

    [Function("sht_gete", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Value of a key; empty when it is missing.")]
    public ScriptValue GetItemOrEmpty(RoutingContext context, string table, string key)
    {
        var value = GetItem(context, table, key);
        return value.IsDefined ? value : ScriptValue.Empty;
    }

    [Function("sht_getw", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Value of a key; <<null>> when it is missing.")]
    public ScriptValue GetItemOrNull(RoutingContext context, string table, string key)
    {
        var value = GetItem(context, table, key);
        return value.IsDefined ? value : ScriptValue.Of("<<null>>");
    }

    [Function("sht_sets", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Sets a key to text.")]
    public ReturnCode SetText(RoutingContext context, string table, string key, ScriptValue value) => SetItem(table, key, AsText(value), null);

    [Function("sht_seti", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Sets a key to a number.")]
    public ReturnCode SetNumber(RoutingContext context, string table, string key, long value) => SetItem(table, key, ScriptValue.Of(value), null);

    [Function("sht_setxs", Routes = RouteKinds.Any, Summary = "Sets a key to text for a number of seconds.")]
    public ReturnCode SetTextFor(RoutingContext context, string table, string key, ScriptValue value, long seconds) => SetItem(table, key, AsText(value), seconds);

    [Function("sht_setxi", Routes = RouteKinds.Any, Summary = "Sets a key to a number for a number of seconds.")]
    public ReturnCode SetNumberFor(RoutingContext context, string table, string key, long value, long seconds) => SetItem(table, key, ScriptValue.Of(value), seconds);

    [Function("sht_setex", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Sets how many seconds an item lives on.")]
    public ReturnCode SetLife(RoutingContext context, string table, string key, long seconds) =>
        ReturnCode.Of(Find(table)?.SetLife(key, seconds, Now) ?? false);

    [Function("sht_is_null", Routes = RouteKinds.Any, Summary = "True when a key is missing.")]
    public ReturnCode IsMissing(RoutingContext context, string table, string key) =>
        ReturnCode.Of(Find(table) is not { } found || !found.TryGet(key, Now, out _));

    [Function("sht_rm", Routes = RouteKinds.Any, Summary = "Removes a key.")]
    public ReturnCode RemoveItem(RoutingContext context, string table, string key)
    {
        var found = Find(table);
        found?.Remove(key);
        return ReturnCode.Of(found is not null);
    }

    [Function("sht_inc", Routes = RouteKinds.Any, Summary = "Adds 1 to a number; the result is the sum, or -1.")]
    public long Increment(RoutingContext context, string table, string key) => StepItem(table, key, 1);

    [Function("sht_dec", Routes = RouteKinds.Any, Summary = "Takes 1 from a number; the result is the difference, or -1.")]
    public long Decrement(RoutingContext context, string table, string key) => StepItem(table, key, -1);

    [Function("sht_iterator_start", Routes = RouteKinds.Any, Summary = "Opens an iterator over a table.")]
    public ReturnCode StartIterator(RoutingContext context, string iterator, string table)
    {
        if (Find(table) is not { } found || TableIterator.Open(context.Worker, iterator) is not { } opened)
            return ReturnCode.False;

        opened.Start(found);
        return ReturnCode.True;
    }

    [Function("sht_iterator_next", Routes = RouteKinds.Any, Summary = "Goes to the next item; false at the end.")]
    public ReturnCode NextItem(RoutingContext context, string iterator) =>
        ReturnCode.Of(TableIterator.Find(context.Worker, iterator)?.Next(Now) ?? false);

    [Function("sht_iterator_end", Routes = RouteKinds.Any, Summary = "Closes an iterator.")]
    public ReturnCode EndIterator(RoutingContext context, string iterator)
    {
        var found = TableIterator.Find(context.Worker, iterator);
        found?.End();
        return ReturnCode.Of(found is not null);
    }

    [Function("sht_iterator_rm", Routes = RouteKinds.Any, Summary = "Removes the current item.")]
    public ReturnCode RemoveCurrent(RoutingContext context, string iterator) =>
        TryGetCurrent(context, iterator, out var found) ? ReturnCode.Of(found.Table!.Remove(found.Key.ToText())) : ReturnCode.False;

    [Function("sht_iterator_sets", Routes = RouteKinds.Any, Summary = "Sets the current item to text.")]
    public ReturnCode SetCurrentText(RoutingContext context, string iterator, ScriptValue value) => SetCurrent(context, iterator, AsText(value));

    [Function("sht_iterator_seti", Routes = RouteKinds.Any, Summary = "Sets the current item to a number.")]
    public ReturnCode SetCurrentNumber(RoutingContext context, string iterator, long value) => SetCurrent(context, iterator, ScriptValue.Of(value));

    [Function("sht_iterator_setex", Routes = RouteKinds.Any, Summary = "Sets how many seconds the current item lives on.")]
    public ReturnCode SetCurrentLife(RoutingContext context, string iterator, long seconds) =>
        TryGetCurrent(context, iterator, out var found) ? ReturnCode.Of(found.Table!.SetLife(found.Key.ToText(), seconds, Now)) : ReturnCode.False;

    private static ScriptValue AsText(in ScriptValue value) => value.IsText ? value : ScriptValue.Of(value.ToText());

    private static bool TryGetCurrent(RoutingContext context, string name, out TableIterator iterator)
    {
        iterator = TableIterator.Find(context.Worker, name)!;
        return iterator is { Key.IsDefined: true };
    }

    private ReturnCode SetCurrent(RoutingContext context, string name, in ScriptValue value)
    {
        if (!TryGetCurrent(context, name, out var iterator))
            return ReturnCode.False;

        var kept = value.Detach();
        iterator.Table!.Set(iterator.Key.ToText(), kept, Now);
        iterator.SetValue(kept);
        return ReturnCode.True;
    }

    private ReturnCode SetItem(string name, string key, in ScriptValue value, long? seconds)
    {
        if (Find(name) is not { } table)
            return ReturnCode.False;

        var now = Now;
        table.Set(key, value, now);
        if (seconds is { } life)
            table.SetLife(key, life, now);

        return ReturnCode.True;
    }

    private long StepItem(string name, string key, long change)
    {
        var sum = Find(name)?.Add(key, change, Now) ?? ScriptValue.Undefined;
        return sum.IsDefined ? sum.Number : -1;
    }
}
