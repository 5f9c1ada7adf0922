using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Recorded;

/// <summary>A recorded table with the server that runs it; made once for all its rows.</summary>
internal sealed class RecordedTable(string file)
{
    private readonly Lazy<RecordedServer> _server = new(() => new RecordedServer([.. TableFile.Rows(file).Select(static row => new RecordedRow(row))]));

    /// <summary>Compares a row with its recording.</summary>
    public void Check(TableRow row)
    {
        var recorded = new RecordedRow(row);
        if (Differences.NewerNames.Contains(recorded.Id))
        {
            Assert.True(recorded.IsRefused, $"{row.Location} {recorded.Id}: the peer did not refuse it");
            Assert.Equal(string.Empty, RecordedServer.Refusal(recorded));
            return;
        }

        if (Differences.Rows.Contains(recorded.Id))
        {
            Assert.False(IsAsRecorded(recorded), $"{row.Location} {recorded.Id}: comes out as recorded, take it out of docs/differences.md");
            return;
        }

        if (recorded.IsRefused)
        {
            Assert.False(RecordedServer.Refusal(recorded).Length == 0, $"{row.Location} {recorded.Id}: accepted, wanted {recorded.Wanted}\n{recorded.Route}");
            return;
        }

        var (text, code) = _server.Value.Result(recorded.Id);
        Assert.True(text == recorded.Wanted.TrimEnd(), $"{row.Location} {recorded.Id}:{recorded.Route}\nwanted {recorded.Wanted}\ngot    {text}");
        Assert.True(recorded.ReturnCode.Length == 0 || code == recorded.ReturnCode, $"{row.Location} {recorded.Id}:{recorded.Route}\nwanted rc {recorded.ReturnCode}, got {code}");
    }

    private bool IsAsRecorded(RecordedRow row)
    {
        if (row.IsRefused)
            return RecordedServer.Refusal(row).Length > 0;

        var (text, code) = _server.Value.Result(row.Id);
        return text == row.Wanted.TrimEnd() && (row.ReturnCode.Length == 0 || code == row.ReturnCode);
    }
}
