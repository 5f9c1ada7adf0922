using System.Text;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Tests.Storage;

/// <summary>A store in memory that can be away.</summary>
internal sealed class FakeStore : IRecordStore
{
    public string Name => "fake";

    public volatile bool IsAway;

    public List<string> Texts { get; } = [];

    public List<int> Batches { get; } = [];

    public void Prepare(TableLayout layout, string table)
    {
    }

    public BatchResult Write(ReadOnlySpan<StoredRow> rows)
    {
        if (IsAway)
            throw new StoreException("away");

        var failed = 0;
        foreach (var row in rows)
        {
            if (row.Table == "missing")
                failed++;
            else
                Texts.Add(Encoding.Latin1.GetString(row.Text(0)));
        }

        Batches.Add(rows.Length);
        return new BatchResult(rows.Length - failed, failed, failed > 0 ? "no such table: missing" : null);
    }

    public void Dispose()
    {
    }
}
