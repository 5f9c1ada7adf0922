using Signalbox.Engine.Buffers;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Makes requests of ours inside of a dialog (RFC 3261 §12.2.1.1): to each party in the name of the other.</summary>
internal sealed class DialogRequestMaker(DialogSettings settings)
{
    /// <summary>Makes a request and counts the CSeq on.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="method">Method.</param>
    /// <param name="headers">Further header lines, each with CRLF.</param>
    /// <param name="owner">Who is told of the answer.</param>
    /// <param name="body">Body; its type is among the header lines.</param>
    /// <returns>Null when the party has no contact to send to.</returns>
    public LocalRequest? Make(SipDialog dialog, DialogSide to, ReadOnlySpan<byte> method, ReadOnlySpan<byte> headers, ILocalRequestOwner? owner, byte[]? body = null)
    {
        lock (dialog.Gate)
            return Make(dialog, to, method, headers, owner, NextCSeq(dialog, to), body ?? []);
    }

    /// <summary>Makes a keepalive: its CSeq is the last one, so that the party's own numbers are not disturbed.</summary>
    public LocalRequest? MakeKeepalive(SipDialog dialog, DialogSide to, ILocalRequestOwner owner)
    {
        lock (dialog.Gate)
        {
            var cseq = to == DialogSide.Caller ? dialog.CalleeCSeq : dialog.CallerCSeq;
            return Make(dialog, to, "OPTIONS"u8, default, owner, Math.Max(1, cseq), []);
        }
    }

    private LocalRequest? Make(SipDialog dialog, DialogSide to, ReadOnlySpan<byte> method, ReadOnlySpan<byte> headers, ILocalRequestOwner? owner, uint cseq, byte[] body)
    {
        var texts = dialog.Texts;
        var toCaller = to == DialogSide.Caller;
        var contact = texts[toCaller ? DialogField.CallerContact : DialogField.CalleeContact];
        if (contact.IsEmpty)
            return null;

        var lines = new ByteWriter(256);
        WriteRoutes(texts[toCaller ? DialogField.CallerRoutes : DialogField.CalleeRoutes], lines);
        lines.Write(settings.ExtraHeaders);
        if (!toCaller)
            lines.Write(settings.CalleeHeaders);

        lines.Write(headers);
        return new LocalRequest
        {
            Method = method.ToArray(),
            RequestUri = contact.ToArray(),
            From = toCaller ? Party(texts, DialogField.ToUri, DialogField.CalleeTag) : Party(texts, DialogField.FromUri, DialogField.CallerTag),
            To = toCaller ? Party(texts, DialogField.FromUri, DialogField.CallerTag) : Party(texts, DialogField.ToUri, DialogField.CalleeTag),
            CallId = texts[DialogField.CallId].ToArray(),
            CSeq = cseq,
            Headers = lines.Written.ToArray(),
            Body = body,
            Socket = toCaller ? dialog.CallerSocket : dialog.CalleeSocket,
            Owner = owner,
            State = dialog,
        };
    }

    private static uint NextCSeq(SipDialog dialog, DialogSide to) => to == DialogSide.Caller ? ++dialog.CalleeCSeq : ++dialog.CallerCSeq;

    private static void WriteRoutes(ReadOnlySpan<byte> routes, ByteWriter lines)
    {
        if (routes.IsEmpty)
            return;

        lines.Write("Route: "u8);
        lines.Write(routes);
        lines.Write("\r\n"u8);
    }

    private static byte[] Party(DialogTexts texts, DialogField uri, DialogField tag)
    {
        var text = new ByteWriter(128);
        text.Write((byte)'<');
        text.Write(texts[uri]);
        text.Write(">;tag="u8);
        text.Write(texts[tag]);
        return text.Written.ToArray();
    }
}
