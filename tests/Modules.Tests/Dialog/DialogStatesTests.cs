using System.Globalization;
using Signalbox.Modules.Dialog;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dialog;

public sealed class DialogStatesTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/Dialog/states.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void A_signal_leads_from_each_state_to_the_one_in_the_table(TableRow row)
    {
        var signal = Enum.Parse<DialogSignal>(row["signal"]);
        foreach (var state in Enum.GetValues<DialogState>())
        {
            var column = ((int)state).ToString(CultureInfo.InvariantCulture);
            var next = (int)DialogStates.Next(state, signal);
            Assert.True(row[column] == next.ToString(CultureInfo.InvariantCulture), $"{row.Location}: from {column} wanted {row[column]}, got {next}");
        }
    }
}
