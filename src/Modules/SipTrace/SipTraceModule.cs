using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Stores SIP messages in a database and sends copies to a HEP collector or a SIP server.</summary>
[Module("siptrace", Summary = "Stores SIP messages in a database and mirrors them in HEP or as they are.")]
internal sealed partial class SipTraceModule : IModule, ITapObserver, IDialogObserver
{
    private readonly StateStore _state;
    private readonly IMessageSender _sender;
    private readonly IDestinationResolver _resolver;
    private readonly ITransportTable _sockets;
    private readonly ILogger _log;
    private readonly Toggle _on;
    private readonly TraceColumns _columns = new();
    private readonly TraceFilters _filters;
    private readonly HepSenders _senders;

    /// <summary>Creates the module; state is shared with the other generations.</summary>
    public SipTraceModule(StateStore state, IMessageSender sender, IDestinationResolver resolver, ITransportTable sockets, ILoggerFactory loggers)
    {
        _state = state;
        _sender = sender;
        _resolver = resolver;
        _sockets = sockets;
        _log = loggers.CreateLogger("siptrace");
        _on = state.GetOrAdd("siptrace.trace_on", static () => new Toggle());
        TracedRequests = state.GetOrAdd("siptrace.traced_requests", static () => new Counter());
        TracedReplies = state.GetOrAdd("siptrace.traced_replies", static () => new Counter());
        _filters = state.GetOrAdd("siptrace.filters", static () => new TraceFilters());
        _senders = HepSenders.Of(state);
        _events = new TraceEvents(MessageTraced);
    }

    /// <summary>Requests stored without a user.</summary>
    [Statistic("traced_requests", Summary = "Requests stored.")]
    public Counter TracedRequests { get; }

    /// <summary>Replies stored without a user.</summary>
    [Statistic("traced_replies", Summary = "Replies stored.")]
    public Counter TracedReplies { get; }

    /// <summary>Runs for each message that trace_mode traces.</summary>
    [Event("siptrace:msg", Summary = "Runs for each message when trace_mode is set; drop keeps it out of every target.")]
    public EventRoute MessageTraced { get; } = new("siptrace:msg");
}
