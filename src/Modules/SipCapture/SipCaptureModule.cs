using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Receives HEP packets and stores the SIP messages in them.</summary>
[Module("sipcapture", Summary = "Receives HEP packets, runs the routes on the captured messages and stores them.")]
internal sealed partial class SipCaptureModule : IModule, IDatagramHook, IStatisticSource
{
    private static readonly ItemSlot<CapturedPacket> Packet = new();
    private readonly StateStore _state;
    private readonly IMessageInput _input;
    private readonly IMessageSender _sender;
    private readonly IDestinationResolver _resolver;
    private readonly ILogger _log;
    private readonly Toggle _on;
    private readonly HepSenders _senders;

    /// <summary>Creates the module; state is shared with the other generations.</summary>
    public SipCaptureModule(StateStore state, IMessageInput input, IMessageSender sender, IDestinationResolver resolver, ILoggerFactory loggers)
    {
        _state = state;
        _input = input;
        _sender = sender;
        _resolver = resolver;
        _log = loggers.CreateLogger("sipcapture");
        _on = state.GetOrAdd("sipcapture.capture_on", static () => new Toggle());
        CapturedRequests = state.GetOrAdd("sipcapture.captured_requests", static () => new Counter());
        CapturedReplies = state.GetOrAdd("sipcapture.captured_replies", static () => new Counter());
        _senders = HepSenders.Of(state);
        RefusedSenders = state.GetOrAdd("sipcapture.refused_senders", static () => new Counter());
        BadPackets = state.GetOrAdd("sipcapture.bad_packets", static () => new Counter());
    }

    /// <summary>Requests stored.</summary>
    [Statistic("captured_requests", Summary = "Requests stored by sip_capture(); those of a capture mode count as captured_requests[mode].")]
    public Counter CapturedRequests { get; }

    /// <summary>Replies stored.</summary>
    [Statistic("captured_replies", Summary = "Replies stored by sip_capture(); those of a capture mode count as captured_replies[mode].")]
    public Counter CapturedReplies { get; }

    /// <summary>Packets that could not be used.</summary>
    [Statistic("bad_packets", Summary = "HEP packets that are damaged, switched off or hold no SIP message.")]
    public Counter BadPackets { get; }

    /// <summary>Packets without the right key.</summary>
    [Statistic("refused_senders", Summary = "HEP packets without the key of auth_key; bad_packets counts them, too.")]
    public Counter RefusedSenders { get; }

    /// <summary>Runs for each HEP or foreign packet with nonsip_hook.</summary>
    [Event("sipcapture:request", Summary = "Runs for each packet that is no SIP message when nonsip_hook is 1; return 1 goes on with the captured message.")]
    public EventRoute PacketReceived { get; } = new("sipcapture:request");

    /// <inheritdoc />
    public void AddTo(List<ServerStatistic> all)
    {
        foreach (var (name, mode) in _modes)
        {
            all.Add(new ServerStatistic("sipcapture", $"captured_requests[{name}]", mode.Counters!.Requests.Value, mode.Counters.Requests));
            all.Add(new ServerStatistic("sipcapture", $"captured_replies[{name}]", mode.Counters.Replies.Value, mode.Counters.Replies));
        }
    }
}
