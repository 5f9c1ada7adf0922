using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Rtpengine;

/// <summary>Writes commands of the control protocol for a message.</summary>
internal static class NgRequest
{
    private static readonly byte[][] Names =
    [
        "offer"u8.ToArray(), "answer"u8.ToArray(), "delete"u8.ToArray(), "query"u8.ToArray(), "start recording"u8.ToArray(), "stop recording"u8.ToArray(),
        "block media"u8.ToArray(), "unblock media"u8.ToArray(), "silence media"u8.ToArray(), "unsilence media"u8.ToArray(), "block DTMF"u8.ToArray(),
        "unblock DTMF"u8.ToArray(), "start forwarding"u8.ToArray(), "stop forwarding"u8.ToArray(), "play media"u8.ToArray(), "stop media"u8.ToArray(), "play DTMF"u8.ToArray(),
        "connect"u8.ToArray(), "subscribe request"u8.ToArray(), "subscribe answer"u8.ToArray(), "unsubscribe"u8.ToArray(),
    ];

    /// <summary>Writes a ping.</summary>
    public static ReadOnlySpan<byte> Ping => "d7:command4:pinge"u8;

    /// <summary>Name of a command.</summary>
    public static ReadOnlySpan<byte> NameOf(NgCommand command) => Names[(int)command];

    /// <summary>Writes a command.</summary>
    /// <param name="context">The message.</param>
    /// <param name="command">The command.</param>
    /// <param name="flags">Words of the script.</param>
    /// <param name="sdp">The session description; empty for none.</param>
    /// <param name="extraId">What via-branch=extra stands for.</param>
    /// <param name="output">Takes the dictionary.</param>
    /// <returns>False when the message lacks a Call-ID or From tag, or the Via whose branch is wanted.</returns>
    public static bool TryWrite(RoutingContext context, NgCommand command, NgFlags flags, ReadOnlySpan<byte> sdp, string extraId, ByteWriter output)
    {
        var message = context.Message;
        if (!message.TryGetCallId(out var callId) || !message.TryGetFrom(out var from) || !message.TryGetTo(out var to))
            return false;

        output.Write("d8:supportsl10:load limite"u8);
        if (!sdp.IsEmpty)
            BencodeWriter.Member("sdp"u8, sdp, output);

        flags.Write(output, isAboutSdp: command is NgCommand.Offer or NgCommand.Answer or NgCommand.SubscribeRequest or NgCommand.SubscribeAnswer);
        BencodeWriter.Member("call-id"u8, flags.CallId ?? message.Span(callId), output);
        if (!TryWriteBranch(message, flags.ViaBranch, extraId, output))
            return false;

        WriteSource(context, output);
        WriteTags(message, command, flags, message.Span(from.Tag), message.Span(to.Tag), output);
        BencodeWriter.Member("command"u8, NameOf(command), output);
        output.Write((byte)'e');
        return !output.Overflowed;
    }

    // The one who offers is "from": for an offer in a reply, and the answer to it in ACK, that is the party in To.
    private static void WriteTags(
        SipMessage message, NgCommand command, NgFlags flags, ReadOnlySpan<byte> fromTag, ReadOnlySpan<byte> toTag, ByteWriter output)
    {
        var isSwapped = !flags.IsDirectional && (message.IsRequest ? command == NgCommand.Answer : command == NgCommand.Offer);
        var from = flags.FromTag ?? (isSwapped ? toTag : fromTag);
        var to = flags.ToTag ?? (isSwapped ? fromTag : toTag);
        var isOfBothSides = IsOfBothSides(command);
        if (!from.IsEmpty && (!isOfBothSides || flags.FromTag is not null || flags.IsDirectional))
            BencodeWriter.Member("from-tag"u8, from, output);

        // Without it a delete ends all branches of the call.
        if (!to.IsEmpty && !isOfBothSides && (command != NgCommand.Delete || flags.WithToTag))
            BencodeWriter.Member("to-tag"u8, to, output);
    }

    // A tag would limit these to the media of one side.
    private static bool IsOfBothSides(NgCommand command) => command is NgCommand.BlockMedia or NgCommand.UnblockMedia or NgCommand.SilenceMedia
        or NgCommand.UnsilenceMedia or NgCommand.BlockDtmf or NgCommand.UnblockDtmf or NgCommand.StartForwarding or NgCommand.StopForwarding;

    private static void WriteSource(RoutingContext context, ByteWriter output)
    {
        var remote = context.Received.Remote;
        var text = Latin1.ToBytes(remote.HostText());
        output.Write(remote.IsV6 ? "13:received-froml3:IP6"u8 : "13:received-froml3:IP4"u8);
        BencodeWriter.Text(text, output);
        output.Write((byte)'e');
    }

    private static bool TryWriteBranch(SipMessage message, string wanted, string extraId, ByteWriter output)
    {
        if (wanted.Length == 0)
            return true;

        if (wanted == "extra")
        {
            BencodeWriter.Member("via-branch"u8, Latin1.ToBytes(extraId), output);
            return true;
        }

        // Our own Via is on top of a reply; the sender's is below.
        var isSecond = wanted == "2" || (wanted == "auto" && !message.IsRequest);
        if (!message.TryGetVia(out var via) || (isSecond && !message.TryGetNextVia(via, out via)))
            return false;

        BencodeWriter.Member("via-branch"u8, message.Span(via.Branch), output);
        return true;
    }
}
