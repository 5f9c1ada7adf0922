using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Modules.Storage.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Storage;

/// <summary>Rows on the disk while the database is away or slow.</summary>
public sealed class RecordSpillTests : IDisposable
{
    private static readonly TableLayout Layout = new([new TableColumn("text", ColumnKind.Text), new TableColumn("number", ColumnKind.Integer)], 0, []);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("signalbox-spill-");
    private readonly FakeStore _store = new();

    private string Folder => Path.Combine(_root.FullName, "rows");

    private RecordWriterOptions Options => new()
    {
        BatchRows = 10,
        BatchDelay = TimeSpan.FromMilliseconds(10),
        RetryDelay = TimeSpan.FromMilliseconds(10),
        MaxRetryDelay = TimeSpan.FromMilliseconds(50),
        SpillFolder = Folder,
        SpillAfter = TimeSpan.FromMilliseconds(100),
    };

    public void Dispose()
    {
        _store.Flows.Dispose();
        _root.Delete(recursive: true);
    }

    [Fact]
    public void Rows_leave_memory_while_the_database_is_away_and_come_in_order_when_it_is_back()
    {
        _store.IsAway = true;
        using var writer = Start();
        Enqueue(writer, 0, 100);
        Wait(() => writer.Counters is { Depth: 0, Backlog: 100 });
        Enqueue(writer, 100, 55);
        Wait(() => writer.Counters is { Depth: 0, Backlog: 155 });

        _store.IsAway = false;
        Wait(() => writer.Counters.Written == 155);
        Enqueue(writer, 155, 5);

        Assert.True(writer.Flush(Limit));
        Assert.Equal(Numbers(160), _store.Texts);
        Assert.Equal(155, writer.Counters.Replayed);
        Assert.Equal(0, writer.Counters.Backlog);
        Wait(() => Segments.Length == 0);
    }

    [Fact]
    public void Batch_whose_answer_was_lost_is_neither_lost_nor_doubled()
    {
        using var writer = Start();
        for (var round = 0; round < 5; round++)
        {
            _store.LosesAnswer = true;
            Enqueue(writer, round * 20, 20);
            Assert.True(writer.Flush(Limit));
        }

        Assert.Equal(Numbers(100), _store.Texts);
        Assert.Equal(100, writer.Counters.Written);
    }

    [Fact]
    public void Database_that_hangs_holds_up_nothing_and_its_late_batch_is_not_doubled()
    {
        using var writer = Start();
        _store.Flows.Reset();
        Enqueue(writer, 0, 50);

        Wait(() => writer.Counters.Backlog == 50);
        _store.Flows.Set();

        Assert.True(writer.Flush(Limit));
        Wait(() => writer.Counters.Backlog == 0);
        Assert.Equal(Numbers(50), _store.Texts);
        Assert.Equal(50, writer.Counters.Written);
    }

    [Fact]
    public void Rows_on_the_disk_are_the_next_process_s()
    {
        _store.IsAway = true;
        using (var writer = Start())
        {
            Enqueue(writer, 0, 30);
            Wait(() => writer.Counters.Backlog == 30);
            Enqueue(writer, 30, 5);
            writer.Stop(TimeSpan.FromMilliseconds(200));
            Assert.Equal(0, writer.Counters.Dropped);
        }

        _store.IsAway = false;
        using var next = Start();
        Enqueue(next, 35, 10);

        Assert.True(next.Flush(Limit));
        Wait(() => next.Counters.Backlog == 0);
        Assert.Equal(Numbers(45), _store.Texts);
        Assert.InRange(next.Counters.Replayed, 35, 45);
        Assert.Equal(45, next.Counters.Written);
    }

    [Fact]
    public void Rows_that_the_killed_process_had_stored_are_not_stored_again()
    {
        _store.IsAway = true;
        using (var writer = Start())
        {
            Enqueue(writer, 0, 30);
            Wait(() => writer.Counters.Backlog == 30);
            foreach (var file in Segments)
                File.Copy(file, file + ".kept");

            _store.IsAway = false;
            Wait(() => writer.Counters.Written == 30);
        }

        // As after kill -9 between the database's commit and the end of the file.
        foreach (var file in Directory.GetFiles(Folder, "*.kept"))
            File.Move(file, file[..^".kept".Length]);

        using var next = Start();
        Wait(() => next.Counters.Backlog == 0);
        Assert.Equal(Numbers(30), _store.Texts);
        Assert.Equal(0, next.Counters.Written);
    }

    [Fact]
    public void Rows_that_were_in_memory_alone_when_the_process_was_killed_are_counted_by_the_next()
    {
        var copy = Path.Combine(_root.FullName, "copy");
        using (var writer = Start(Options with { SpillAfter = TimeSpan.FromHours(1) }))
        {
            Enqueue(writer, 0, 40);
            Assert.True(writer.Flush(Limit));
            _store.Flows.Reset();
            Enqueue(writer, 40, 25);

            // As after kill -9: the files as they are at this moment.
            Directory.CreateDirectory(copy);
            File.Copy(Path.Combine(Folder, "ledger"), Path.Combine(copy, "ledger"));
            _store.Flows.Set();
        }

        using (var next = Start(Options with { SpillFolder = copy }))
            Assert.Equal(25, next.Counters.Dropped);

        using var orderly = Start(Options with { SpillFolder = copy });
        Assert.Equal(0, orderly.Counters.Dropped);
    }

    [Fact]
    public void Full_budget_drops_the_oldest_rows_and_counts_them()
    {
        _store.IsAway = true;
        using var writer = Start(Options with { SpillBytes = 300_000 });
        var padding = new string('x', 2_000);
        for (var i = 0; i < 400; i++)
        {
            Enqueue(writer, i, 1, padding);
            if (i % 10 == 9)
                Wait(() => writer.Counters.Depth == 0);
        }

        var lost = (int)writer.Counters.Dropped;
        Assert.InRange(lost, 200, 350);
        Assert.InRange(Segments.Sum(static file => new FileInfo(file).Length), 1, 300_000);
        _store.IsAway = false;

        Assert.True(writer.Flush(Limit));
        Assert.Equal(400, writer.Counters.Written + writer.Counters.Dropped);

        // A batch that was read before its segment went is stored all the same.
        lost = (int)writer.Counters.Dropped;
        Assert.Equal(400 - lost, _store.Texts.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(399.ToString(System.Globalization.CultureInfo.InvariantCulture) + padding, _store.Texts[^1]);
    }

    [Fact]
    public void Folder_that_cannot_be_used_leaves_rows_in_memory()
    {
        File.WriteAllText(Folder, "a file");
        _store.IsAway = true;
        using var writer = Start();
        Enqueue(writer, 0, 30);
        Thread.Sleep(300);
        Assert.Equal(new RecordCounters(30, 0, 0, 0, 30), writer.Counters);

        _store.IsAway = false;

        Assert.True(writer.Flush(Limit));
        Assert.Equal(Numbers(30), _store.Texts);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Damaged_file_costs_its_rows_and_nothing_else(int seed)
    {
        _store.IsAway = true;
        using (var writer = Start())
        {
            Enqueue(writer, 0, 100);
            Wait(() => writer.Counters.Backlog == 100);
        }

        var path = Segments.Single();
        var bytes = File.ReadAllBytes(path);
        var random = new Random(seed);
        for (var i = 0; i < 20; i++)
            bytes[random.Next(40, bytes.Length)] ^= (byte)random.Next(1, 256);

        File.WriteAllBytes(path, seed % 2 == 0 ? bytes : bytes[..random.Next(bytes.Length)]);
        _store.IsAway = false;
        using var next = Start();
        Wait(() => next.Counters.Backlog == 0);
        Enqueue(next, 100, 10);

        Assert.True(next.Flush(Limit));
        Assert.Equal(Numbers(110).TakeLast(10), _store.Texts.TakeLast(10));
        Assert.Equal(_store.Texts.Distinct(StringComparer.Ordinal), _store.Texts);
        Assert.Subset(Numbers(110).ToHashSet(StringComparer.Ordinal), _store.Texts.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Server_starts_while_the_database_is_away()
    {
        _store.IsAway = true;
        using var writer = Start();

        writer.Prepare(Layout, "t");

        Enqueue(writer, 0, 10);
        _store.IsAway = false;
        Assert.True(writer.Flush(Limit));
    }

    [Fact]
    public void Two_processes_use_two_folders()
    {
        _store.IsAway = true;
        using var one = Start();
        Enqueue(one, 0, 10);
        Wait(() => one.Counters.Backlog == 10);
        var other = new FakeStore { IsAway = true };
        using var two = new RecordWriter(other, Options, NullLogger.Instance);
        two.Start();
        Enqueue(two, 0, 10);
        Wait(() => two.Counters.Backlog == 10);

        _store.IsAway = false;
        other.IsAway = false;

        Assert.True(one.Flush(Limit) && two.Flush(Limit));
        Assert.Equal(Numbers(10), _store.Texts);
        Assert.Equal(Numbers(10), other.Texts);
    }

    private string[] Segments => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.spill") : [];

    private RecordWriter Start(RecordWriterOptions? options = null)
    {
        var writer = new RecordWriter(_store, options ?? Options, NullLogger.Instance);
        writer.Start();
        return writer;
    }

    private static IEnumerable<string> Numbers(int count) =>
        Enumerable.Range(0, count).Select(static one => one.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static void Enqueue(RecordWriter writer, int first, int count, string padding = "")
    {
        for (var i = first; i < first + count; i++)
        {
            var row = writer.Rent(Layout, "t")!;
            row.Set(0, i.ToString(System.Globalization.CultureInfo.InvariantCulture) + padding);
            row.Set(1, i);
            writer.Enqueue(row);
        }
    }

    private static void Wait(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Limit));
}
