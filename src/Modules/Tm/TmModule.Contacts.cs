using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tm;

/// <content>Serial forking by q.</content>
internal sealed partial class TmModule
{
    private const int NoneLeft = -2;
    private static readonly ItemSlot<ContactQueue> Queue = new();

    /// <summary>Name that switches serial forking on; what waits is kept apart from AVPs.</summary>
    [Parameter("contacts_avp", Summary = "Any name switches serial forking (t_load_contacts) on; the contacts that wait are kept apart from AVPs.")]
    public string ContactsAvp { get; set; } = string.Empty;

    /// <summary>The same, by its newer name.</summary>
    [Parameter("xavp_contact", Summary = "As contacts_avp.")]
    public string ContactsXavp { get; set; } = string.Empty;

    /// <summary>Where the peer keeps flows of one instance.</summary>
    [Parameter("contact_flows_avp", NoEffect = "flows that wait are kept with the contacts", Summary = "Name for the flows of an instance that wait.")]
    public string ContactFlowsAvp { get; set; } = string.Empty;

    /// <summary>1 loaded, or one target only; -1 when serial forking is off.</summary>
    [Function("t_load_contacts", Routes = RelayRoutes, Kemi = "t_load_contacts/0,ki_t_load_contacts_mode/1", Summary = "Takes all targets away and keeps them for t_next_contacts, sorted by q; mode 1 draws them with a chance in proportion to q.")]
    public ReturnCode LoadContacts(RoutingContext context, int mode = 0)
    {
        if (ContactsAvp.Length == 0 && ContactsXavp.Length == 0)
        {
            _log.Write(LogLevels.Error, "t_load_contacts: contacts_avp is not set"u8);
            return ReturnCode.False;
        }

        if (context.Branches.Count == 0)
            return ReturnCode.True;

        var queue = new ContactQueue();
        if (mode == 1)
            queue.LoadDrawn(context);
        else
            queue.Load(context);

        context.Items.Set(Queue, queue);
        return ReturnCode.True;
    }

    /// <summary>1 there are; -2 none waits.</summary>
    [Function("t_next_contacts", Routes = RelayRoutes, Summary = "Makes the contacts of the next q the targets: 1, or -2 when none waits.")]
    public ReturnCode NextContacts(RoutingContext context) =>
        context.Items.Get(Queue) is { } queue && queue.Next(context) ? ReturnCode.True : NoneLeft;

    /// <summary>1 there is one; -2 none waits.</summary>
    [Function("t_next_contact_flow", Routes = RelayRoutes | RouteKinds.Event, Summary = "Makes the next flow of the instance that failed the target: 1, or -2 when none waits.")]
    public ReturnCode NextContactFlow(RoutingContext context) =>
        context.Items.Get(Queue) is { } queue && queue.NextFlow(context, context.Ruid.Span) ? ReturnCode.True : NoneLeft;
}
