using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>Functions on tables as a whole, and locks.</summary>
internal sealed partial class HtableModule
{
    [Function("sht_rm_name_re", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Removes the items whose key matches: table=>expression.")]
    public ReturnCode RemoveNames(RoutingContext context, string tableAndExpression) => RemovePair(tableAndExpression, byValue: false);

    [Function("sht_rm_name_re", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Removes the items whose key matches an expression.")]
    public ReturnCode RemoveNames(RoutingContext context, string table, string expression) => RemoveItems(table, "re", expression, byValue: false);

    [Function("sht_rm_value_re", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Removes the items whose value matches: table=>expression.")]
    public ReturnCode RemoveValues(RoutingContext context, string tableAndExpression) => RemovePair(tableAndExpression, byValue: true);

    [Function("sht_rm_value_re", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Removes the items whose value matches an expression.")]
    public ReturnCode RemoveValues(RoutingContext context, string table, string expression) => RemoveItems(table, "re", expression, byValue: true);

    [Function("sht_rm_name", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Removes items by key; the operator is eq, ne, re, sw, ew or in.")]
    public ReturnCode RemoveByName(RoutingContext context, string table, string operation, string text) => RemoveItems(table, operation, text, byValue: false);

    [Function("sht_rm_value", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Removes items by text value; the operator is eq, ne, re, sw, ew or in.")]
    public ReturnCode RemoveByValue(RoutingContext context, string table, string operation, string text) => RemoveItems(table, operation, text, byValue: true);

    [Function("sht_match_name", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "True when an item's key matches; the operator is eq, ne, re, sw, ew or in.")]
    [Function("sht_has_name", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "As sht_match_name.")]
    public ReturnCode MatchName(RoutingContext context, string table, string operation, string mask) => HasItem(table, operation, mask, byValue: false);

    [Function("sht_match_str_value", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "True when an item's text value matches; the operator is eq, ne, re, sw, ew or in.")]
    [Function("sht_has_str_value", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "As sht_match_str_value.")]
    public ReturnCode MatchValue(RoutingContext context, string table, string operation, string mask) => HasItem(table, operation, mask, byValue: true);

    [Function("sht_lock", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Locks the slot of a key for this worker: table=>key.")]
    public ReturnCode LockPair(RoutingContext context, string tableAndKey) =>
        HtableKey.TrySplit(tableAndKey, out var name, out var key) ? Enter(Find(name), key) : ReturnCode.False;

    [Function("sht_lock", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Locks the slot of a key for this worker.")]
    public ReturnCode LockKey(RoutingContext context, string table, string key) => Enter(Find(table), key);

    [Function("sht_unlock", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Unlocks what sht_lock locked: table=>key.")]
    public ReturnCode UnlockPair(RoutingContext context, string tableAndKey) =>
        HtableKey.TrySplit(tableAndKey, out var name, out var key) ? Exit(Find(name), key) : ReturnCode.False;

    [Function("sht_unlock", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Unlocks what sht_lock locked.")]
    public ReturnCode UnlockKey(RoutingContext context, string table, string key) => Exit(Find(table), key);

    [Function("sht_reset", Routes = RouteKinds.Any, Summary = "Empties a table.")]
    public ReturnCode Reset(RoutingContext context, string table)
    {
        var found = Find(table);
        found?.Clear();
        return ReturnCode.Of(found is not null);
    }

    [Function("sht_print", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Logs the content of all tables.")]
    public ReturnCode Print(RoutingContext context)
    {
        var iterator = new TableIterator();
        foreach (var (name, table) in _tables)
        {
            iterator.Start(table);
            while (iterator.Next(Now))
                _log.LogInformation("{Table}=>{Key}: {Value}", name, iterator.Key.ToText(), iterator.Value.ToText());
        }

        return ReturnCode.True;
    }

    private static ReturnCode Enter(HashTable? table, ReadOnlySpan<char> key)
    {
        table?.SlotOf(key).Gate.Enter();
        return ReturnCode.Of(table is not null);
    }

    private static ReturnCode Exit(HashTable? table, ReadOnlySpan<char> key)
    {
        // Leaving a lock that this thread does not hold would be an exception.
        var gate = table?.SlotOf(key).Gate;
        if (gate is not { IsHeldByCurrentThread: true })
            return ReturnCode.False;

        gate.Exit();
        return ReturnCode.True;
    }

    private ReturnCode RemovePair(string pair, bool byValue) => HtableKey.TrySplit(pair, out var name, out var expression)
        ? RemoveItems(name, "re", expression.ToString(), byValue)
        : ReturnCode.False;

    private ReturnCode RemoveItems(ReadOnlySpan<char> name, string operation, string text, bool byValue)
    {
        if (Find(name) is not { } table || CellMatch.Of(operation, text, byValue) is not { } match)
            return ReturnCode.False;

        table.RemoveWhere(match);
        return ReturnCode.True;
    }

    [Function("sht_cn", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Number of items whose name matches: table, operator (eq, ne, re, sw, ew, in), text; -1 for an unknown table or operator.")]
    public ReturnCode CountByName(RoutingContext context, string name, string operation, string text) =>
        Find(name) is { } table && CellMatch.Of(operation, text, byValue: false) is { } match ? new ReturnCode((int)table.Count(match, Now)) : ReturnCode.False;

    private ReturnCode HasItem(string name, string operation, string mask, bool byValue)
    {
        if (Find(name) is not { } table)
            return ReturnCode.False;

        // The usual question has a quick answer.
        if (operation == "eq" && !byValue)
            return ReturnCode.Of(table.TryGet(mask, Now, out _));

        return ReturnCode.Of(CellMatch.Of(operation, mask, byValue) is { } match && table.Count(match, Now) > 0);
    }
}
