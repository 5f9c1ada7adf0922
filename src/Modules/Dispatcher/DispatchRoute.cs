using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>
/// The destinations that are to be tried for a message, in its XAVPs: scripts read and change them, and they go along into
/// failure routes. The first is the one that is tried now.
/// </summary>
/// <param name="xavps">Where they are kept.</param>
/// <param name="names">Names of the XAVPs and which fields they have.</param>
internal sealed class DispatchRoute(IStructuredValues? xavps, DispatchFields names)
{
    /// <summary>Puts destinations before those that are there.</summary>
    /// <param name="context">The message.</param>
    /// <param name="targets">The destinations, first choice first.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="counted">The set whose destinations count calls; -1 = none does.</param>
    public void Push(RoutingContext context, List<DispatchTarget> targets, int count, int counted)
    {
        // The newest is on top, so the first choice goes last.
        for (var i = count - 1; i >= 0; i--)
        {
            var line = targets[i].Line;
            var attributes = line.Attributes;
            xavps?.Push(context, names.Destination, DispatchFields.OfDestination,
            [
                ScriptValue.Of(line.Set),
                ScriptValue.Of(line.Uri),
                line.Set == counted ? ScriptValue.Of(attributes.Id) : ScriptValue.Undefined,
                names.HasAttributes ? names.AttributesOf(attributes) : ScriptValue.Undefined,
                names.HasSocket ? ScriptValue.Of(attributes.SocketText) : ScriptValue.Undefined,
                names.HasSocketName ? ScriptValue.Of(attributes.SocketName) : ScriptValue.Undefined,
            ]);
        }
    }

    /// <summary>Says how many destinations there are.</summary>
    public void PushCount(RoutingContext context, int count)
    {
        if (names.HasCount)
            xavps?.Push(context, names.Context, DispatchFields.OfContext, [ScriptValue.Of(count)]);
    }

    /// <summary>The destination that is tried now; false when there is none.</summary>
    /// <param name="context">The message.</param>
    /// <param name="set">Its set.</param>
    /// <param name="uri">Its URI.</param>
    public bool TryGetCurrent(RoutingContext context, out int set, out string uri)
    {
        set = (int)(xavps?.Newest(context, names.Destination, "grp") ?? default).ToInteger();
        uri = (xavps?.Newest(context, names.Destination, "uri") ?? default).ToText();
        return uri.Length > 0;
    }

    /// <summary>True when the destination that is tried now counts the call.</summary>
    public bool IsCounted(RoutingContext context) => xavps is not null && xavps.Newest(context, names.Destination, "dstid").IsDefined;

    /// <summary>Goes on to the next destination; false when there was none before.</summary>
    public bool Advance(RoutingContext context) => xavps is not null && xavps.DropNewest(context, names.Destination);
}
