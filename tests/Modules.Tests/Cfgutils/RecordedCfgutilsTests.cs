using Signalbox.Modules.Tests.Pv;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Cfgutils;

public sealed class RecordedCfgutilsTests
{
    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/Cfgutils/recorded.tsv");

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Functions_do_what_the_peer_did(TableRow row) =>
        Assert.Equal(row["printed"].Replace("\n\n", "\n", StringComparison.Ordinal), await PvProbe.PrintAsync(row["top"], row["statements"]));
}
