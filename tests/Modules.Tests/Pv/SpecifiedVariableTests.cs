using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.Pv;

public sealed class SpecifiedVariableTests
{
    public static TheoryData<TableRow> Variables => TableFile.Read("Cases/Pv/spec-variables.tsv");

    public static TheoryData<TableRow> Transformations => TableFile.Read("Cases/Pv/spec-transformations.tsv");

    [Theory]
    [MemberData(nameof(Variables))]
    public async Task Every_variable_gives_its_value_on_the_message_of_the_recordings(TableRow row) =>
        Assert.Equal(row["result"], await PvProbe.EvaluateAsync(row["setup"], row["expression"]));

    [Theory]
    [MemberData(nameof(Transformations))]
    public async Task Transformations_beyond_the_recordings_give_what_the_specification_says(TableRow row) =>
        Assert.Equal(row["result"], await PvProbe.EvaluateAsync(row["setup"], row["expression"]));
}
