using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Modules.Storage.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Storage;

/// <summary>The disk of the rows that wait is full while the database is away: each row is stored once or counted, none is both.</summary>
public sealed class SpillDiskFullTests : IDisposable
{
    private const int DiskKibibytes = 400;
    private const int Rows = 3_000;
    private static readonly TableLayout Layout = new([new TableColumn("text", ColumnKind.Text)], 0, []);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-full-").FullName;
    private readonly SmallDisk? _disk;
    private readonly FakeStore _store = new() { IsAway = true };

    public SpillDiskFullTests() => _disk = SmallDisk.TryMount(_folder, DiskKibibytes);

    public void Dispose()
    {
        _store.Flows.Dispose();
        _disk?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // One file alone is never dropped for its own next rows: these stay in memory. Of several, the oldest goes.
    [RootTheory]
    [InlineData(1L << 30)]
    [InlineData(1L << 19)]
    public void Each_row_is_stored_once_or_counted_as_dropped(long spillBytes)
    {
        using var writer = Start(spillBytes);
        Send(writer, Rows);
        Wait(() => writer.Counters is { Dropped: > 0, Backlog: > 0 });

        _store.IsAway = false;

        Settle(writer, Rows);
        Assert.True(writer.Counters.Written < Rows);
    }

    [RootTheory]
    [InlineData(1L << 30)]
    public void Disk_that_has_room_again_takes_rows_again_and_none_is_lost(long spillBytes)
    {
        var filler = Path.Combine(_folder, "filler");
        File.WriteAllBytes(filler, new byte[(DiskKibibytes - 16) * 1024]);
        using var writer = Start(spillBytes);
        Send(writer, 300);
        Wait(() => writer.Counters.Depth > 200);

        File.Delete(filler);
        Wait(() => writer.Counters is { Depth: 0, Backlog: 300 });
        _store.IsAway = false;

        Settle(writer, 300);
        Assert.Equal(0, writer.Counters.Dropped);
        Assert.Equal(Enumerable.Range(0, 300), _store.Texts.Select(Number));
    }

    private RecordWriter Start(long spillBytes)
    {
        var options = new RecordWriterOptions
        {
            MaxRows = 1_000,
            BatchRows = 20,
            BatchDelay = TimeSpan.FromMilliseconds(10),
            RetryDelay = TimeSpan.FromMilliseconds(10),
            MaxRetryDelay = TimeSpan.FromMilliseconds(50),
            SpillFolder = Path.Combine(_folder, "rows"),
            SpillBytes = spillBytes,
            SpillAfter = TimeSpan.FromMilliseconds(100),
        };
        var writer = new RecordWriter(_store, options, NullLogger.Instance);
        writer.Start();
        return writer;
    }

    // Slow enough for the disk to be tried between, as long as it takes rows.
    private static void Send(RecordWriter writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (writer.Rent(Layout, "t") is { } row)
            {
                row.Set(0, i.ToString(CultureInfo.InvariantCulture) + " " + new string('x', 500));
                writer.Enqueue(row);
            }

            if (i % 100 == 99)
                Thread.Sleep(20);
        }
    }

    private void Settle(RecordWriter writer, int sent)
    {
        Assert.True(writer.Flush(Limit));
        Wait(() => writer.Counters is { Depth: 0, Backlog: 0 } counters && counters.Written + counters.Dropped == sent);
        Assert.Equal(writer.Counters.Written, _store.Texts.Count);
        Assert.Equal(_store.Texts.Count, _store.Texts.Distinct(StringComparer.Ordinal).Count());
    }

    private static int Number(string text) => int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    private static void Wait(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Limit));
}
