using System.Text;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Transport;

public sealed class ProxyHeaderTests
{
    private static readonly byte[] Signature = "\r\n\r\n\0\r\nQUIT\n"u8.ToArray();

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 1111 5060\r\n", "192.0.2.1:1111 192.0.2.2:5060")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:db8::2 1111 5060\r\n", "[2001:db8::1]:1111 [2001:db8::2]:5060")]
    [InlineData("PROXY UNKNOWN\r\n", "unset unset")]
    [InlineData("PROXY UNKNOWN ffff:f...f:ffff 1 2\r\n", "unset unset")]
    [InlineData("PROXY TCP4 2001:db8::1 2001:db8::2 1111 5060\r\n", null)]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 1111 65536\r\n", null)]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 1111\r\n", null)]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 +1 1\r\n", null)]
    [InlineData("PROXY UDP4 192.0.2.1 192.0.2.2 1 1\r\n", null)]
    [InlineData("PROXY \r\n", null)]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 1111 5060\n", null)]
    [InlineData("OPTIONS sip:a SIP/2.0\r\n", null)]
    public void A_text_header_names_both_ends(string text, string? expected) => Check(Encoding.ASCII.GetBytes(text), expected);

    [Theory]
    [InlineData("2111000C" + "C0000201" + "C0000202" + "0457" + "13C4", "192.0.2.1:1111 192.0.2.2:5060")]
    [InlineData("21110010" + "C0000201" + "C0000202" + "0457" + "13C4" + "04000100", "192.0.2.1:1111 192.0.2.2:5060")]
    [InlineData("21210024" + "20010DB8000000000000000000000001" + "20010DB8000000000000000000000002" + "0457" + "13C4", "[2001:db8::1]:1111 [2001:db8::2]:5060")]
    [InlineData("20000000", "unset unset")]
    [InlineData("21000000", "unset unset")]
    [InlineData("11110000", null)]
    [InlineData("22110000", null)]
    [InlineData("2111000B" + "C0000201" + "C0000202" + "0457" + "13", null)]
    [InlineData("2111FFFF" + "C0000201", null)]
    [InlineData("2111", null)]
    public void A_binary_header_names_both_ends(string hex, string? expected) => Check([.. Signature, .. Convert.FromHexString(hex)], expected);

    private static void Check(byte[] bytes, string? expected) =>
        Assert.Equal(expected, ProxyHeader.TryParse(bytes, out var header) ? $"{header.Remote} {header.Local}" : null);
}
