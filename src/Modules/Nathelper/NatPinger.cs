using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Nathelper;

/// <summary>
/// Pings contacts so that NAT bindings stay open. Each second it is the turn of the contacts whose number in the order of
/// arrival fits, so that a large table is pinged evenly over the interval.
/// </summary>
internal sealed class NatPinger(
    PingSettings settings, ILocations locations, ITransportTable transports, IMessageSender sender, IReloadService reload, TimeProvider time, PingAnswers answers)
{
    private const int DefaultPort = 5060;
    private readonly PingText _text = new(settings);
    private int _turn;

    /// <summary>Pings those whose turn it is.</summary>
    public void PingTurn(WorkerState worker)
    {
        var snapshot = reload.Current;
        reload.Retain(snapshot);
        PingTurn(worker, snapshot);
        reload.Release(snapshot);
    }

    private void PingTurn(WorkerState worker, Snapshot snapshot)
    {
        var turn = _turn;
        _turn = (_turn + 1) % settings.Interval;
        var now = locations.Now;
        foreach (var table in locations.Tables)
        {
            foreach (var contacts in table.All())
            {
                foreach (var contact in contacts)
                {
                    if (contact.Sequence % settings.Interval == turn && IsWanted(contact, now))
                        Ping(worker, snapshot, table, contact, now);
                }
            }
        }

        if (turn == 0 && settings.Timeout > 0)
            answers.ForgetBefore(now - Math.Max(settings.Timeout, settings.Interval) * 2L);
    }

    /// <summary>True when the message is an answer to a ping; its contact lives.</summary>
    public bool TakeAnswer(SipMessage message)
    {
        if (settings.SipMask == 0 || !message.TryGetFrom(out var from) || from.Tag.IsEmpty || !_text.IsOwn(message, from))
            return false;

        answers.Note(PingText.RuidOf(message.Span(from.Tag)), locations.Now);
        return true;
    }

    private bool IsWanted(Contact contact, long now) =>
        !contact.IsExpired(now)
        && (contact.BranchFlags & settings.NoPingMask) == 0
        && (!settings.NatedOnly || (contact.BranchFlags & settings.NatedMask) != 0);

    private void Ping(WorkerState worker, Snapshot snapshot, LocationTable table, Contact contact, long now)
    {
        var isSip = (contact.BranchFlags & settings.SipMask) != 0;
        if (isSip && IsSilent(table, contact, now))
            return;

        if (!TryFindWay(contact, out var destination) || (!isSip && destination.Protocol.IsStream()))
            return;

        if (!isSip)
        {
            sender.SendUntapped(worker, destination, "\0\0\0\0"u8);
            return;
        }

        var text = worker.RentWriter();
        _text.Write(contact, destination, time.GetTimestamp(), text);
        sender.Send(destination, text.Written, new OutboundMessage { Worker = worker, Snapshot = snapshot, Origin = MessageOrigin.LocalRequest });
        worker.Return(text);
    }

    private bool IsSilent(LocationTable table, Contact contact, long now)
    {
        if (settings.Timeout == 0)
            return false;

        var ruid = Latin1.ToText(contact.Ruid);
        answers.Start(ruid, now);
        if (answers.Last(ruid) is not { } last || now - last <= settings.Timeout)
            return false;

        table.Update(contact.AddressOfRecord, static (contacts, gone) => Array.FindAll(contacts, one => !one.Ruid.AsSpan().SequenceEqual(gone)), contact.Ruid);
        answers.Forget(ruid);
        return true;
    }

    // A name would have to be looked up, and a timer must not wait; phones register with addresses.
    private bool TryFindWay(Contact contact, out Destination destination)
    {
        destination = default;
        var uri = UriOf(contact);
        if (!SipUriParser.TryParse(uri, out var parsed)
            || !HostEndPoint.TryParseAddress(uri.Slice(parsed.Host.Start, parsed.Host.Length), parsed.Port == 0 ? DefaultPort : parsed.Port, out var remote))
            return false;

        if (parsed.Transport.IsEmpty || !TransportProtocols.TryParse(uri.Slice(parsed.Transport.Start, parsed.Transport.Length), out var protocol))
            protocol = contact.Socket?.Protocol ?? TransportProtocol.Udp;

        var wanted = settings.Socket?.Find(transports);
        var socket = settings.IsSocketForced ? wanted ?? contact.Socket : contact.Socket ?? wanted;
        socket = transports.Select(protocol, remote.IsV6, socket);
        if (socket is null)
            return false;

        destination = new Destination { Protocol = protocol, Remote = remote, Socket = socket, ConnectionId = contact.ConnectionId, NoConnect = true };
        return true;
    }

    private ReadOnlySpan<byte> UriOf(Contact contact)
    {
        if (settings.UsesPath && contact.Path.Length > 0)
        {
            var path = contact.Path.AsSpan();
            var start = path.IndexOf((byte)'<') + 1;
            var end = path.IndexOf((byte)'>');
            return end > start ? path[start..end] : default;
        }

        return contact.Received.Length > 0 ? contact.Received : contact.Uri;
    }
}
