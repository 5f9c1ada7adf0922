using System.Globalization;
using System.Text;
using Signalbox.Modules.Ipops;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Ipops;

public sealed class IpAddressTests
{
    public static TheoryData<TableRow> Addresses => TableFile.Read("Cases/Ipops/addresses.tsv");

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Addresses_are_read_strictly(TableRow row)
    {
        var kind = IpAddress.Read(Encoding.Latin1.GetBytes(row["text"])).Kind;

        Assert.Equal(int.Parse(row["type"], CultureInfo.InvariantCulture), (int)kind);
    }

    [Theory]
    [InlineData("10.0.0.0/33", "'10.0.0.0/33' is no network; expected 192.0.2.0/24 or 2001:db8::/32, several with commas between them")]
    [InlineData("10.0.0.0/8,x", "'x' is no network; expected 192.0.2.0/24 or 2001:db8::/32, several with commas between them")]
    [InlineData("[2001:db8::]/32", "'[2001:db8::]/32' is no network; expected 192.0.2.0/24 or 2001:db8::/32, several with commas between them")]
    [InlineData("10.0.0.0/8, 192.168.0.0/24,", "")]
    public void A_list_of_networks_is_checked(string text, string error)
    {
        var good = SubnetList.TryParse(text, out _, out var found);

        Assert.Equal(error.Length == 0, good);
        Assert.Equal(error, found);
    }

    [Fact]
    public void Reading_and_matching_an_address_allocates_nothing()
    {
        SubnetList.TryParse("10.0.0.0/8,2001:db8::/32", out var networks, out _);
        var found = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            found += networks.Contains(IpAddress.Read("2001:db8::7"u8)) ? 1 : 0;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000, found);
    }
}
