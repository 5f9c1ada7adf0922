using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <content>Going through the chosen destinations, and saying how they do.</content>
internal sealed partial class DispatcherModule
{
    /// <summary>1 done, -1 there is no other one.</summary>
    [Function("ds_next_dst", Routes = Selecting, Summary = "Makes the next destination of the list the next hop; needs flags 2.")]
    public ReturnCode NextDestination(RoutingContext context) => ReturnCode.Of(_route.Advance(context) && TryUseCurrent(context, DispatchMode.NextHop));

    /// <summary>1 done, -1 there is no other one.</summary>
    [Function("ds_next_domain", Routes = Selecting, Summary = "As ds_next_dst, in the request URI.")]
    public ReturnCode NextDomain(RoutingContext context) => ReturnCode.Of(_route.Advance(context) && TryUseCurrent(context, DispatchMode.RequestUri));

    /// <summary>1 done, -1 nothing was chosen.</summary>
    [Function("ds_set_dst", Routes = Selecting, Summary = "Makes the current destination of the list the next hop; needs flags 2.")]
    public ReturnCode SetDestination(RoutingContext context) => ReturnCode.Of(TryUseCurrent(context, DispatchMode.NextHop));

    /// <summary>1 done, -1 nothing was chosen.</summary>
    [Function("ds_set_domain", Routes = Selecting, Summary = "As ds_set_dst, in the request URI.")]
    public ReturnCode SetDomain(RoutingContext context) => ReturnCode.Of(TryUseCurrent(context, DispatchMode.RequestUri));

    /// <summary>1 done, -1 nothing was chosen, the destination is not in the list any more, or the letters make no sense.</summary>
    [Function("ds_mark_dst", Kemi = "ds_mark_dst/0,ds_mark_dst_state/1", Routes = Selecting | RouteKinds.Reply | RouteKinds.OnReply, Summary = "Puts the state of the destination that was tried last: i inactive (the default), a active, t one failure more, d disabled; p beside it: probed. Needs flags 2.")]
    public ReturnCode Mark(RoutingContext context, string state = "")
    {
        if (DispatchState.ParseMark(state) is not { } flags || !_route.TryGetCurrent(context, out var set, out var uri) || Table.Find(set)?.Find(uri) is not { } target)
            return ReturnCode.False;

        var probing = flags & DestinationFlags.Probing;
        var change = (flags & ~DestinationFlags.Probing) switch
        {
            DestinationFlags.None => target.Succeed(InactiveThreshold, probing),
            DestinationFlags.Trying => target.Fail(ProbingThreshold, probing),
            _ => target.Set(flags),
        };
        _events.Tell(context, change, target);
        return ReturnCode.True;
    }

    // The destination is what the list says, also when it is not in the table any more; a script may have changed it.
    private bool TryUseCurrent(RoutingContext context, DispatchMode place)
    {
        if (!_route.TryGetCurrent(context, out var set, out var uri))
            return false;

        var target = Table.Find(set)?.Find(uri);
        if (target is not null && _route.IsCounted(context))
            MoveCall(context, target);

        var socket = target is null ? _defaultSocket : SocketOf(target);
        return TryApply(context, target?.UriBytes ?? Latin1.ToBytes(uri), socket, place);
    }
}
