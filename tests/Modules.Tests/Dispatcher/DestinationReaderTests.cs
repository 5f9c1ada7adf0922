using Signalbox.Modules.Dispatcher;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dispatcher;

public sealed class DestinationReaderTests
{
    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/Dispatcher/lines.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void A_line_is_read_as_the_table_says(TableRow row)
    {
        var reading = DestinationReader.ReadLine(row["line"]);

        var line = reading.Line is { } read ? $"{read.Set}|{read.Uri}|{(int)read.Flags}|{read.Priority}|{read.Attributes.Body}" : string.Empty;
        var problem = reading.Problem is { } found ? $"{reading.Column}: {found}" : string.Empty;
        Assert.Equal(row["result"], $"{line} {problem}".Trim());
    }

    [Fact]
    public void Every_beginning_of_a_line_is_read_or_answered_with_a_column_inside_of_it()
    {
        const string Line = "12\tsip:gw@192.0.2.1:5060;transport=tcp 31 -7 duid=a;weight=50;rweight=1;maxload=9;cc=1;latency=20;socket=udp:127.0.0.1:5060 x#y";
        for (var end = 0; end <= Line.Length; end++)
        {
            var reading = DestinationReader.ReadLine(Line[..end]);

            Assert.True(reading.Problem is null ? reading.Column == 0 || reading.Line is not null : reading.Column >= 1 && reading.Column <= end + 1, $"{Line[..end]}: {reading}");
        }
    }
}
