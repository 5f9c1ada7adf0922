using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Modules.Storage.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Storage;

public sealed class RecordWriterTests
{
    private static readonly TableLayout Layout = new([new TableColumn("text", ColumnKind.Text), new TableColumn("number", ColumnKind.Integer)], 0, []);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public void Rows_are_written_in_order_in_batches()
    {
        var store = new FakeStore();
        using var writer = Create(store, new RecordWriterOptions { BatchRows = 10 });
        for (var i = 0; i < 25; i++)
            Enqueue(writer, $"row {i}");

        writer.Start();

        Assert.True(writer.Flush(Limit));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"row {i}"), store.Texts);
        Assert.Equal([10, 10, 5], store.Batches);
        Assert.Equal(new RecordCounters(25, 25, 0, 0, 0), writer.Counters);
    }

    [Fact]
    public void Lone_row_is_written_after_the_batch_delay()
    {
        var store = new FakeStore();
        using var writer = Create(store, new RecordWriterOptions { BatchDelay = TimeSpan.FromMilliseconds(50) });
        writer.Start();

        Enqueue(writer, "one");

        Assert.True(SpinWait.SpinUntil(() => writer.Counters.Written == 1, Limit));
    }

    [Fact]
    public void Full_queue_drops_and_counts_without_waiting()
    {
        using var writer = Create(new FakeStore(), new RecordWriterOptions { MaxRows = 8 });

        for (var i = 0; i < 20; i++)
            Enqueue(writer, "x");

        Assert.Equal(new RecordCounters(8, 0, 0, 12, 8), writer.Counters);
    }

    [Fact]
    public void Bytes_are_bounded_too()
    {
        using var writer = Create(new FakeStore(), new RecordWriterOptions { MaxBytes = 1_000 });

        for (var i = 0; i < 5; i++)
            Enqueue(writer, new string('x', 600));

        Assert.Equal(2, writer.Counters.Enqueued);
        Assert.Equal(3, writer.Counters.Dropped);
    }

    [Fact]
    public void Database_that_was_away_gets_its_rows_when_it_is_back()
    {
        var store = new FakeStore { IsAway = true };
        using var writer = Create(store, new RecordWriterOptions { BatchDelay = TimeSpan.FromMilliseconds(10), RetryDelay = TimeSpan.FromMilliseconds(10) });
        writer.Start();
        Enqueue(writer, "patient");
        Assert.False(writer.Flush(TimeSpan.FromMilliseconds(100)));

        store.IsAway = false;

        Assert.True(writer.Flush(Limit));
        Assert.Equal(["patient"], store.Texts);
    }

    [Fact]
    public void Refused_rows_are_counted_and_not_tried_again()
    {
        var store = new FakeStore();
        using var writer = Create(store, new RecordWriterOptions());
        Enqueue(writer, "bad", "missing");
        Enqueue(writer, "good");
        writer.Start();

        Assert.True(writer.Flush(Limit));

        Assert.Equal(new RecordCounters(2, 1, 1, 0, 0), writer.Counters);
    }

    [Fact]
    public void Stop_writes_what_is_queued()
    {
        var store = new FakeStore();
        using var writer = Create(store, new RecordWriterOptions { BatchDelay = TimeSpan.FromSeconds(30) });
        writer.Start();
        Enqueue(writer, "last words");

        writer.Stop(Limit);

        Assert.Equal(["last words"], store.Texts);
    }

    [Fact]
    public void Stop_gives_up_at_its_limit_when_the_database_is_away()
    {
        var store = new FakeStore { IsAway = true };
        using var writer = Create(store, new RecordWriterOptions { RetryDelay = TimeSpan.FromSeconds(30) });
        writer.Start();
        Enqueue(writer, "lost");

        writer.Stop(TimeSpan.FromMilliseconds(100));

        Assert.Equal(1, writer.Counters.Dropped);
        Assert.Equal(0, writer.Counters.Depth);
    }

    [Fact]
    public void Queueing_allocates_nothing_in_steady_state()
    {
        using var writer = Create(new FakeStore(), new RecordWriterOptions { MaxRows = 64 });
        var text = new byte[500];
        Cycle(writer, text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Cycle(writer, text);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Cycle(RecordWriter writer, byte[] text)
    {
        var row = writer.Rent(Layout, "t")!;
        row.Set(0, text);
        row.Set(1, 5);
        writer.Abandon(row);
    }

    private static RecordWriter Create(FakeStore store, RecordWriterOptions options) => new(store, options, NullLogger.Instance);

    private static void Enqueue(RecordWriter writer, string text, string table = "t")
    {
        if (writer.Rent(Layout, table) is not { } row)
            return;

        row.Set(0, text);
        writer.Enqueue(row);
    }
}
