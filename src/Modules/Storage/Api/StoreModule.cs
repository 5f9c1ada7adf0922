using System.Security.Cryptography;
using System.Text;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Storage.Api;

/// <summary>What all modules of databases share: the limits of the queue before each of their databases.</summary>
internal abstract class StoreModule
{
    private const long Mebibyte = 1024 * 1024;
    private const string ServersFolder = "/var/lib/signalbox/spill";

    /// <summary>True when rows wait on the disk.</summary>
    [Parameter("spill", Default = "1", Summary = "Write rows to the disk while the database is away or slow, and replay them in order; 0: they wait in memory only.")]
    public bool Spills { get; set; } = true;

    /// <summary>Where.</summary>
    [Parameter("spill_folder", Summary = "Folder of the rows that wait, one folder in it for each database; default: beside an SQLite file, /var/lib/signalbox/spill for servers.")]
    public string SpillFolder { get; set; } = string.Empty;

    /// <summary>How much.</summary>
    [Parameter("spill_size", Default = "1024", Unit = "MiB", Summary = "Room on the disk for the rows of one database; beyond, the oldest are dropped and counted.", Min = 1, Max = 1_048_576)]
    public int SpillSize { get; set; } = 1024;

    /// <summary>When.</summary>
    [Parameter("spill_after", Default = "1000", Unit = "ms", Summary = "A database that takes longer than this for one batch is slow.", Min = 10, Max = 60_000)]
    public int SpillAfter { get; set; } = 1000;

    /// <summary>Length of the queue.</summary>
    [Parameter("queue_rows", Default = "32768", Summary = "Rows that may wait in memory; beyond, new rows are dropped and counted.", Min = 1000, Max = 1_048_576)]
    public int QueueRows { get; set; } = 32_768;

    /// <inheritdoc cref="IRecordStoreProvider.OptionsFor" />
    public RecordWriterOptions OptionsFor(string url) => new()
    {
        MaxRows = QueueRows,
        SpillFolder = Spills ? FolderFor(url) : null,
        SpillBytes = SpillSize * Mebibyte,
        SpillAfter = TimeSpan.FromMilliseconds(SpillAfter),
    };

    /// <summary>The folder of a database when none is set; null = by its URL in the servers' folder.</summary>
    protected virtual string? DefaultFolderFor(string url) => null;

    // The URL holds a password, so its hash is the name.
    private string FolderFor(string url)
    {
        if (SpillFolder.Length == 0 && DefaultFolderFor(url) is { } own)
            return own;

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)).AsSpan(0, 8));
        return Path.Combine(SpillFolder.Length == 0 ? ServersFolder : SpillFolder, name);
    }
}
