using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

internal static class Sip
{
    public const string Invite =
        "INVITE sip:bob@example.com SIP/2.0\r\n" +
        "Via: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bK1;rport\r\n" +
        "Via: SIP/2.0/TCP 198.51.100.7;branch=z9hG4bK0\r\n" +
        "Max-Forwards: 70\r\n" +
        "Record-Route: <sip:198.51.100.7;lr>\r\n" +
        "From: \"Alice\" <sip:alice@example.com>;tag=a1\r\n" +
        "To: <sip:bob@example.com>\r\n" +
        "Call-ID: c1@192.0.2.1\r\n" +
        "CSeq: 7 INVITE\r\n" +
        "X-Note: one\r\n" +
        "Content-Length: 4\r\n" +
        "\r\n" +
        "body";

    public static byte[] Bytes(string text) => Latin1.ToBytes(text);

    public static SipMessage Parse(string text) => Parse(Bytes(text));

    public static SipMessage Parse(byte[] bytes)
    {
        var message = new SipMessage();
        Assert.True(message.TryParse(bytes, bytes.Length), $"{message.Error}: {Encoding.Latin1.GetString(bytes)}");
        return message;
    }

    public static string Text(this SipMessage message, TextRange range) => Latin1.ToText(message.Span(range));

    public static string Text(this ByteWriter writer) => Latin1.ToText(writer.Written);

    public static string Text(string source, TextRange range) => source.Substring(range.Start, range.Length);
}
