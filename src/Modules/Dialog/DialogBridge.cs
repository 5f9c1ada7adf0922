using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Brings two addresses together: INVITE with media on hold to the first, REFER to the second, BYE.</summary>
internal sealed class DialogBridge(DialogServices services, string controller, string contact) : ILocalRequestOwner
{
    /// <summary>A session description on hold with G.711.</summary>
    public static byte[] DefaultBody { get; } =
        "v=0\r\no=signalbox-bridge 0 0 IN IP4 0.0.0.0\r\ns=signalbox\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=audio 9 RTP/AVP 8 0\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"u8.ToArray();

    /// <summary>The way out; null without tm.</summary>
    public ILocalRequests? Sender { get; set; }

    /// <summary>Sends the INVITE; the rest follows from its answers.</summary>
    /// <param name="from">Address to call.</param>
    /// <param name="to">Address to refer it to.</param>
    /// <param name="proxy">URI to send to; empty = where the address leads.</param>
    /// <param name="body">Session description; empty = none.</param>
    /// <param name="worker">The worker at work; null on other threads.</param>
    /// <returns>False when it could not be sent.</returns>
    public bool Begin(string from, string to, string proxy, byte[] body, WorkerState? worker)
    {
        if (Sender is null || HasLineEnd(from) || HasLineEnd(to) || HasLineEnd(proxy))
            return false;

        var target = Latin1.ToBytes(from);
        var local = new ByteWriter(64);
        local.Write((byte)'<');
        local.Write(controller);
        local.Write(">;tag="u8);
        local.Write(Guid.NewGuid().ToString("N"));
        var remote = new ByteWriter(64);
        remote.Write((byte)'<');
        remote.Write(target);
        remote.Write((byte)'>');
        var invite = new LocalRequest
        {
            Method = "INVITE"u8.ToArray(),
            RequestUri = target,
            From = local.Written.ToArray(),
            To = remote.Written.ToArray(),
            CallId = Latin1.ToBytes($"{Guid.NewGuid():N}@{Host()}"),
            Headers = Latin1.ToBytes($"Contact: <{contact}>\r\n{(body.Length > 0 ? "Content-Type: application/sdp\r\n" : string.Empty)}"),
            Body = body,
            NextHop = Latin1.ToBytes(proxy),
            Owner = this,
            State = Latin1.ToBytes(to),
        };
        return worker is null ? Sender.Post(invite) : Sender.Send(invite, worker) == 0;
    }

    /// <inheritdoc />
    public void Answered(LocalRequest request, in LocalReply reply)
    {
        if (reply.Code is < 200 or >= 300 || reply.Received is not { } received)
            return;

        if (request.Method.AsSpan().SequenceEqual("INVITE"u8))
            Sender?.Send(Refer(request, received.Message), reply.Worker);
        else if (request.Method.AsSpan().SequenceEqual("REFER"u8))
            Sender?.Send(Next(request, "BYE"u8, request.RequestUri, request.To, RoutesOf(request)), reply.Worker);
    }

    private LocalRequest Refer(LocalRequest invite, SipMessage answer)
    {
        var target = RouteSets.ContactOf(answer);
        var to = answer.TryGetTo(out var address) ? answer.Span(address.Value).ToArray() : invite.To;
        var lines = new ByteWriter(256);
        WriteRoutes(answer, lines);
        lines.Write("Referred-By: "u8);
        lines.Write(controller);
        lines.Write("\r\nRefer-To: "u8);
        lines.Write((byte[])invite.State!);
        lines.Write("\r\nContact: <"u8);
        lines.Write(contact);
        lines.Write(">\r\n"u8);
        return Next(invite, "REFER"u8, target.IsEmpty ? invite.RequestUri : target.ToArray(), to, lines.Written.ToArray());
    }

    private LocalRequest Next(LocalRequest before, ReadOnlySpan<byte> method, byte[] target, byte[] to, byte[] headers) => new()
    {
        Method = method.ToArray(),
        RequestUri = target,
        From = before.From,
        To = to,
        CallId = before.CallId,
        CSeq = before.CSeq + 1,
        Headers = headers,
        NextHop = before.NextHop,
        Owner = this,
    };

    private static void WriteRoutes(SipMessage answer, ByteWriter lines)
    {
        var routes = new ByteWriter(256);
        RouteSets.WriteReversed(answer, routes);
        if (routes.Length == 0)
            return;

        lines.Write("Route: "u8);
        lines.Write(routes.Written);
        lines.Write("\r\n"u8);
    }

    // The BYE goes the way of the REFER; its other header lines are none of it.
    private static byte[] RoutesOf(LocalRequest refer)
    {
        ReadOnlySpan<byte> headers = refer.Headers;
        return headers.StartsWith("Route: "u8) ? headers[..(headers.IndexOf("\r\n"u8) + 2)].ToArray() : [];
    }

    private static bool HasLineEnd(string text) => text.AsSpan().IndexOfAny('\r', '\n') >= 0;

    private string Host() => services.Transports.Sockets.Count > 0 ? services.Transports.Sockets[0].Local.HostText() : "localhost";
}
