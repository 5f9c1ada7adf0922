using System.Text;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Tests.Storage;

/// <summary>A store in memory that can be away, hang, or lose its answer after storing.</summary>
internal sealed class FakeStore : IRecordStore
{
    private readonly Dictionary<string, long> _positions = new(StringComparer.Ordinal);

    public string Name => "fake";

    public DatedPatterns Patterns { get; } = new();

    public volatile bool IsAway;

    /// <summary>Stores the next batch and then fails.</summary>
    public volatile bool LosesAnswer;

    /// <summary>While it is not set, batches hang.</summary>
    public ManualResetEventSlim Flows { get; } = new(initialState: true);

    public List<string> Texts { get; } = [];

    public List<int> Batches { get; } = [];

    public void Prepare(TableLayout layout, string table)
    {
        if (IsAway)
            throw new StoreException("away") { IsAway = true };
    }

    public BatchResult Write(ReadOnlySpan<StoredRow> rows, in BatchId id)
    {
        Flows.Wait();
        if (IsAway)
            throw new StoreException("away") { IsAway = true };

        if (_positions.GetValueOrDefault(id.Writer) >= id.Sequence)
            return new BatchResult(0, 0, null, WasThere: true);

        _positions[id.Writer] = id.Sequence;
        var failed = 0;
        foreach (var row in rows)
        {
            if (row.Table == "missing")
                failed++;
            else
                Texts.Add(Encoding.Latin1.GetString(row.Text(0)));
        }

        Batches.Add(rows.Length);
        if (LosesAnswer)
        {
            LosesAnswer = false;
            throw new StoreException("connection lost");
        }

        return new BatchResult(rows.Length - failed, failed, failed > 0 ? "no such table: missing" : null);
    }

    public void Maintain(DateTime utcNow)
    {
    }

    public void Dispose()
    {
    }
}
