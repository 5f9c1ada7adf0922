using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <content>Variables.</content>
internal sealed partial class DispatcherModule
{
    private static readonly ItemSlot<SetCounts> Fetched = new();

    /// <summary>Why the event route runs; undefined outside of one.</summary>
    [PseudoVariable("dsv", Inner = InnerName.Literal, Parser = nameof(ParseField), Summary = "Why the event route runs: code (of the answer to the ping, 820 after ds_mark_dst), reason, flags (1 when there was an answer).")]
    public static ScriptValue Cause(RoutingContext context, in VariableKey key)
    {
        if (DispatchEvents.CauseOf(context) is not { } cause)
            return ScriptValue.Undefined;

        return key.Name switch
        {
            "code" => ScriptValue.Of(cause.Code),
            "reason" => ScriptValue.Of(cause.Reason),
            _ => ScriptValue.Of(cause.Reason is null ? 0 : 1),
        };
    }

    /// <summary>What ds_dsg_fetch found; undefined before.</summary>
    [PseudoVariable("dsg", Newer = true, Inner = InnerName.Literal, Parser = nameof(ParseCount), Summary = "The set that ds_dsg_fetch looked at: setid, and of its destinations count, active, inactive, and pactive, pinactive in percent.")]
    public static ScriptValue Counts(RoutingContext context, in VariableKey key)
    {
        if (context.Items.Get(Fetched) is not { } counts)
            return ScriptValue.Undefined;

        return ScriptValue.Of(key.Name switch
        {
            "setid" => counts.Set,
            "count" => counts.All,
            "active" => counts.Active,
            "inactive" => counts.All - counts.Active,
            "pactive" => counts.ActivePercent,
            _ => counts.All == 0 ? 0 : 100 - counts.ActivePercent,
        });
    }

    /// <summary>1 done, -1 there is no such set.</summary>
    [Function("ds_dsg_fetch", Routes = RouteKinds.Any, Summary = "Counts the destinations of a set for $dsg, a variable of Kamailio 6.")]
    public ReturnCode FetchCounts(RoutingContext context, int set) => Fetch(context, set, string.Empty);

    /// <summary>1 done, -1 there is no such set or destination.</summary>
    [Function("ds_dsg_fetch_uri", Routes = RouteKinds.Any, Summary = "As ds_dsg_fetch, of the destination with a URI only.")]
    public ReturnCode FetchCounts(RoutingContext context, int set, string uri) => Fetch(context, set, uri);

    internal static object? ParseCount(string inner, out string? error)
    {
        error = inner is "setid" or "count" or "active" or "inactive" or "pactive" or "pinactive" ? null : $"'{inner}': expected setid, count, active, inactive, pactive or pinactive";
        return error is null ? inner : null;
    }

    internal static object? ParseField(string inner, out string? error)
    {
        error = inner is "code" or "reason" or "flags" ? null : $"'{inner}': expected code, reason or flags";
        return error is null ? inner : null;
    }

    private ReturnCode Fetch(RoutingContext context, int id, string uri)
    {
        if (Table.Find(id) is not { } set)
            return ReturnCode.False;

        var all = 0;
        var active = 0;
        foreach (var target in set.Targets)
        {
            if (uri.Length > 0 && target.Line.Uri != uri)
                continue;

            all++;
            active += target.IsUsable ? 1 : 0;
        }

        if (all == 0)
            return ReturnCode.False;

        context.Items.Set(Fetched, new SetCounts(id, all, active));
        return ReturnCode.True;
    }
}
