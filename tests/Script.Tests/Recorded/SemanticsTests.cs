using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Recorded;

/// <summary>The recordings of the peer: what expressions, statements, variables and transformations give, with the modules of the build.</summary>
public sealed class SemanticsTests
{
    private static readonly RecordedTable Language = new("Cases/semantics.tsv");
    private static readonly RecordedTable Variables = new("Cases/variables.tsv");

    public static TheoryData<TableRow> LanguageRows => TableFile.Read("Cases/semantics.tsv");

    public static TheoryData<TableRow> VariableRows => TableFile.Read("Cases/variables.tsv");

    [Theory, MemberData(nameof(LanguageRows))]
    public void Language_behaves_as_recorded(TableRow row) => Language.Check(row);

    [Theory, MemberData(nameof(VariableRows))]
    public void Variables_and_transformations_give_what_was_recorded(TableRow row) => Variables.Check(row);
}
