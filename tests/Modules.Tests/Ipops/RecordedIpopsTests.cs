using Signalbox.Modules.Tests.Pv;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Ipops;

public sealed class RecordedIpopsTests
{
    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/Ipops/recorded.tsv");

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Functions_do_what_the_peer_did(TableRow row) =>
        Assert.Equal(row["printed"].Replace("\n\n", "\n", StringComparison.Ordinal), await PvProbe.PrintAsync(row["top"], row["statements"]));
}
