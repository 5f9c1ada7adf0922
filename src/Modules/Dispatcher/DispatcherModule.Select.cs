using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <content>Choosing destinations.</content>
internal sealed partial class DispatcherModule
{
    private const string Algorithms = "Algorithms: 0 Call-ID, 1 From, 2 To, 3 request URI, 4 one after the other, 5 user of the credentials, 6 random, 7 hash_pvar, 8 priority, 9 weight, 10 call load, 11 relative weight, 12 all at once, 13 latency.";

    /// <summary>1 chosen, -1 the set has no usable destination.</summary>
    [Function("ds_select", Kemi = "ds_select/2", Routes = RouteKinds.Any, Summary = "Chooses destinations of a set and lists them, without setting the next hop. " + Algorithms)]
    public ReturnCode Select(RoutingContext context, int set, int algorithm) =>
        ReturnCode.Of(TrySelect(context, set, algorithm, 0, DispatchMode.List));

    /// <summary>As ds_select with two arguments.</summary>
    [Function("ds_select", Kemi = "ds_select_limit/3", Routes = Selecting, Summary = "As ds_select, with a limit for the number of destinations.")]
    public ReturnCode SelectLimit(RoutingContext context, int set, int algorithm, int limit) =>
        ReturnCode.Of(TrySelect(context, set, algorithm, limit, DispatchMode.List));

    /// <summary>1 done, -1 the set has no usable destination, or there is a next hop and force_dst is 0.</summary>
    [Function("ds_select_dst", Kemi = "ds_select_dst/2,ds_select_dst_limit/3", Routes = Selecting, Summary = "Chooses a destination of a set and makes it the next hop. " + Algorithms)]
    public ReturnCode SelectDestination(RoutingContext context, int set, int algorithm, int limit = 0) =>
        ReturnCode.Of(TrySelect(context, set, algorithm, limit, DispatchMode.NextHop));

    /// <summary>As ds_select_dst, in the request URI.</summary>
    [Function("ds_select_domain", Kemi = "ds_select_domain/2,ds_select_domain_limit/3", Routes = Selecting, Summary = "As ds_select_dst; host, port and parameters of the destination take the place of those of the request URI.")]
    public ReturnCode SelectDomain(RoutingContext context, int set, int algorithm, int limit = 0) =>
        ReturnCode.Of(TrySelect(context, set, algorithm, limit, DispatchMode.RequestUri));

    /// <summary>1 done, -1 none of the sets has a usable destination, or the rules make no sense.</summary>
    [Function("ds_select_routes", Kemi = "ds_select_routes/2,ds_select_routes_limit/3", Routes = Selecting, Summary = "Chooses by rules, one set after the other: set=algorithm;…; the mode is 0 or d for the next hop, 1 or r for the request URI, 2 or x for the list only.")]
    public ReturnCode SelectRoutes(RoutingContext context, string rules, string mode, int limit = 0)
    {
        if (DispatchModes.Parse(mode) is not { } place)
        {
            _log.LogError("ds_select_routes: found the mode {Mode}, expected 0, d, 1, r, 2 or x", mode);
            return ReturnCode.False;
        }

        if (IsForeignNextHop(context, place))
            return ReturnCode.False;

        var selection = DispatchSelection.Of(context.Worker);
        foreach (var part in rules.AsSpan().Split(';'))
        {
            var rule = rules.AsSpan()[part];
            if (rule.IsEmpty)
                continue;

            var equals = rule.IndexOf('=');
            if (equals <= 0 || !IntegerText.TryParse(rule[..equals], out var set) || !IntegerText.TryParse(rule[(equals + 1)..], out var algorithm))
            {
                _log.LogError("ds_select_routes: found {Rule}, expected set=algorithm", rule.ToString());
                return ReturnCode.False;
            }

            TryPick(context, (int)set, (int)algorithm, place, selection);
        }

        return ReturnCode.Of(TryUse(context, selection, limit, place));
    }

    private bool TrySelect(RoutingContext context, int set, int algorithm, int limit, DispatchMode place)
    {
        if (IsForeignNextHop(context, place))
            return false;

        var selection = DispatchSelection.Of(context.Worker);
        return TryPick(context, set, algorithm, place, selection) && TryUse(context, selection, limit, place);
    }

    private bool IsForeignNextHop(RoutingContext context, DispatchMode place) =>
        place == DispatchMode.NextHop && ForceDestination == 0 && context.DestinationUri.Length > 0;

    private bool TryPick(RoutingContext context, int id, int algorithm, DispatchMode place, DispatchSelection selection)
    {
        if (Table.Find(id) is not { } set)
        {
            _log.LogDebug("there is no set {Set}", id);
            return false;
        }

        var order = selection.Order;
        var before = order.Count;
        if (!_picker.Pick(context, set, (DispatchAlgorithm)algorithm, order))
            return false;

        var isFirst = selection.Main is null;
        selection.Main ??= order[before];
        if (algorithm == (int)DispatchAlgorithm.CallLoad && BeginCall(context, order[before]))
        {
            selection.CountedSet = id;
            DropFull(order, before + 1);
        }

        if (algorithm == (int)DispatchAlgorithm.Parallel && place != DispatchMode.List)
            Fork(context, order, before, isFirst ? 1 : 0, place);

        return true;
    }

    private static void DropFull(List<DispatchTarget> order, int start)
    {
        for (var i = order.Count - 1; i >= start; i--)
        {
            if (order[i].IsFull)
                order.RemoveAt(i);
        }
    }

    // Algorithm 12 uses its destinations at once: they are branches, not further ones to try.
    private void Fork(RoutingContext context, List<DispatchTarget> order, int start, int skipped, DispatchMode place)
    {
        for (var i = start + skipped; i < order.Count; i++)
        {
            if (DestinationWriter.AddBranch(context, order[i], place) is { } branch)
                branch.ForcedSocket = SocketOf(order[i]);
        }

        order.RemoveRange(start, order.Count - start);
    }

    private bool TryUse(RoutingContext context, DispatchSelection selection, int limit, DispatchMode place)
    {
        if (selection.Main is not { } main)
            return false;

        var order = selection.Order;
        var count = limit > 0 ? Math.Min(limit, order.Count) : order.Count;
        if (UseDefault != 0 && count > 1)
            order[count - 1] = order[^1];

        var listed = (Flags & FailoverFlag) != 0 ? count : 0;
        _route.Push(context, order, listed, selection.CountedSet);
        _route.PushCount(context, listed);
        return place == DispatchMode.List || TryApply(context, main.UriBytes, SocketOf(main), place);
    }

    private static bool TryApply(RoutingContext context, ReadOnlySpan<byte> uri, ListenSocket? socket, DispatchMode place)
    {
        if (socket is not null)
            context.ForcedSocket = socket;

        return DestinationWriter.Apply(context, uri, place);
    }
}
