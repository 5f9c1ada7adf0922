using System.Text;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Permissions;
using Xunit;

namespace Signalbox.Modules.Tests.Permissions;

public sealed class AddressTableTests
{
    private static readonly AddressTable Table = new(
    [
        Entry(1, "192.0.2.7", 32, 0, "one"),
        Entry(2, "192.0.2.7", 32, 5060, "two"),
        Entry(1, "198.51.100.0", 24, 0, "net"),
        Entry(3, "2001:db8::", 32, 0, "six"),
        Entry(4, "proxy.example", 0, 0, "name"),
    ]);

    [Theory]
    [InlineData(1, "192.0.2.7", 9999, "one")]
    [InlineData(2, "192.0.2.7", 5060, "two")]
    [InlineData(2, "192.0.2.7", 5061, null)]
    [InlineData(2, "192.0.2.7", 0, "two")]
    [InlineData(1, "198.51.100.200", 5060, "net")]
    [InlineData(1, "198.51.101.1", 5060, null)]
    [InlineData(3, "2001:db8:1::1", 5060, "six")]
    [InlineData(3, "2001:db9::1", 5060, null)]
    [InlineData(3, "198.51.100.200", 5060, null)]
    [InlineData(null, "198.51.100.200", 5060, "net")]
    public void An_address_is_found_by_group_network_and_port(int? group, string address, int port, string? tag)
    {
        Assert.True(HostEndPoint.TryParseAddress(Encoding.ASCII.GetBytes(address), 1234, out var parsed));

        Assert.Equal(tag, Table.Find(group, parsed, port)?.Tag);
    }

    [Fact]
    public void A_host_name_is_found_without_case() => Assert.Equal("name", Table.Find(4, "PROXY.example", 5060)?.Tag);

    [Theory]
    [InlineData(0, "192.0.2.1", 32, 0, "found group 0, expected 1 or more")]
    [InlineData(1, "192.0.2.1", 33, 0, "found prefix length 33, expected 0 to 32")]
    [InlineData(1, "192.0.2.1", 32, 70000, "found port 70000, expected 0 to 65535")]
    [InlineData(1, "", 32, 0, "found no address")]
    public void A_row_that_is_none_says_why(long group, string text, long bits, long port, string expected)
    {
        Assert.Null(AddressEntry.Read(group, text, bits, port, string.Empty, out var error));
        Assert.Equal(expected, error);
    }

    private static AddressEntry Entry(int group, string text, int bits, int port, string tag) => AddressEntry.Read(group, text, bits, port, tag, out var error) ?? throw new ArgumentException(error);
}
