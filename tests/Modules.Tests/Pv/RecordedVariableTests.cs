using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.Pv;

public sealed class RecordedVariableTests
{
    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/Pv/recorded.tsv");

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Variables_and_transformations_give_what_the_peer_gave(TableRow row) =>
        Assert.Equal(row["result"], await PvProbe.EvaluateAsync(row["setup"], row["expression"]));
}
