using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dialog;

public sealed class DialogCookieTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/Dialog/cookies.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void A_cookie_is_read_as_the_table_says(TableRow row)
    {
        var good = DialogCookie.TryParse(Latin1.ToBytes(row["cookie"]), out var entry, out var id);

        var wanted = row["entry"].Length > 0 ? $"{row["entry"]}.{row["id"]}" : string.Empty;
        var actual = good ? string.Create(CultureInfo.InvariantCulture, $"{entry}.{id}") : string.Empty;
        Assert.True(wanted == actual, $"{row.Location}: wanted '{wanted}', got '{actual}'");
    }

    [Fact]
    public void A_written_cookie_has_its_lowest_digits_first_and_is_read_back()
    {
        var output = new ByteWriter(32);

        DialogCookie.Write(output, "did"u8, 3840, 0xfffffffe);

        Assert.Equal(";did=00f.efffffff", Latin1.ToText(output.Written));
        Assert.True(DialogCookie.TryParse(output.Written[5..], out var entry, out var id));
        Assert.Equal((3840, 0xfffffffe), (entry, id));
    }
}
