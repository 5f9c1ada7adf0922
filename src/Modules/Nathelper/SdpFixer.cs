using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Nathelper;

/// <summary>Puts another address into a session description and adds lines at its end.</summary>
/// <param name="noProxyLine">The line of flag 4, with its line end.</param>
/// <param name="keepsOld">True to add the replaced addresses as <c>a=oldmediaip:</c>.</param>
internal sealed class SdpFixer(byte[] noProxyLine, bool keepsOld)
{
    /// <summary>Queues the changes.</summary>
    /// <returns>1 an address was replaced, 2 none, -1 there is no session description.</returns>
    public int Fix(RoutingContext context, SdpFixes fixes, in HostEndPoint address)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return -1;

        var tail = context.Worker.RentWriter();
        if (!context.Message.Span(body).EndsWith("\n"u8))
            tail.Write("\r\n"u8);

        var blank = tail.Length;
        if (fixes.HasFlag(SdpFixes.Direction))
            tail.Write("a=direction:active\r\n"u8);

        if (fixes.HasFlag(SdpFixes.NoProxyLine))
            tail.Write(noProxyLine);

        var replaced = (fixes.HasFlag(SdpFixes.MediaAddress) && Replace(context, body, (byte)'c', address, tail))
            | (fixes.HasFlag(SdpFixes.OriginAddress) && Replace(context, body, (byte)'o', address, tail));
        if (tail.Length > blank)
            context.Edits.InsertBefore(body.End, tail.Written);

        context.Worker.Return(tail);
        return replaced ? 1 : 2;
    }

    private bool Replace(RoutingContext context, TextRange body, byte letter, in HostEndPoint address, ByteWriter tail)
    {
        var replaced = false;
        var lines = new SdpLines(context.Message.Bytes, body);
        while (lines.Next())
        {
            if (!SdpAddress.TryRead(lines.Span, letter, out var type, out var text))
                continue;

            var old = lines.Span.Slice(text.Start, text.Length);
            if (!HostEndPoint.TryParseAddress(old, 0, out var before) || before.IsAny || before.SameAddress(address))
                continue;

            Put(context, new TextRange(lines.Text.Start + type.Start, text.End - type.Start), address);
            Remember(old, before.IsV6, tail);
            replaced = true;
        }

        return replaced;
    }

    private static void Put(RoutingContext context, TextRange place, in HostEndPoint address)
    {
        var text = context.Worker.RentWriter();
        text.Write(address.IsV6 ? "IP6 "u8 : "IP4 "u8);
        address.WriteHost(text, brackets: false);
        context.Edits.Replace(place, text.Written);
        context.Worker.Return(text);
    }

    private void Remember(ReadOnlySpan<byte> old, bool isV6, ByteWriter tail)
    {
        if (!keepsOld)
            return;

        tail.Write(isV6 ? "a=oldmediaip6:"u8 : "a=oldmediaip:"u8);
        tail.Write(old);
        tail.Write("\r\n"u8);
    }
}
