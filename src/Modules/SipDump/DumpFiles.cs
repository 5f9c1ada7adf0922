using System.Globalization;
using System.Text;
using Signalbox.Modules.Pcap.Api;

namespace Signalbox.Modules.SipDump;

/// <summary>One set of open files: <c>.data</c>, <c>.pcap</c>, <c>.pcapng</c> and <c>.meta</c> with the same stamp.</summary>
internal sealed class DumpFiles : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly List<DumpOutput> _outputs = [];
    private bool _hasRecords;
    private bool _isUsed;

    /// <summary>Opens a set. A set of the same second is never overwritten: the new one takes the stamp of the next second that is free.</summary>
    /// <param name="options">Folder, prefix and mode.</param>
    /// <param name="now">Time of the opening.</param>
    /// <param name="product">Name and version of the server.</param>
    /// <param name="meta">Content of the <c>.meta</c> file.</param>
    /// <exception cref="IOException">The folder is gone, or its disk full.</exception>
    public DumpFiles(DumpOptions options, DateTimeOffset now, string product, string meta)
    {
        Options = options;
        OpenedAt = now;
        Stem = FreeStem(options, now);
        try
        {
            File.WriteAllText(Stem + ".meta", meta, Encoding.Latin1);
            Open(options, product);
            Flush();
        }
        catch (Exception)
        {
            Abandon();
            throw;
        }
    }

    /// <summary>What it was opened with.</summary>
    public DumpOptions Options { get; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>Path of the files without the extension.</summary>
    public string Stem { get; }

    /// <summary>True when somebody has removed or renamed a file: what is written to it goes nowhere.</summary>
    public bool IsGone()
    {
        foreach (var output in _outputs)
        {
            if (!File.Exists(output.Path))
                return true;
        }

        return false;
    }

    /// <summary>Takes a record; false when a file cannot hold it.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public bool Add(DumpRecord record)
    {
        var isWhole = true;
        foreach (var output in _outputs)
            isWhole &= output.Add(record);

        _hasRecords = true;
        return isWhole;
    }

    /// <summary>Hands all records to the system: after an exception none of those since the last flush is in any file.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Flush()
    {
        foreach (var output in _outputs)
            output.Flush();

        foreach (var output in _outputs)
            output.Commit();

        _isUsed |= _hasRecords;
    }

    /// <summary>Closes the set after a failure: cuts off what was not flushed as a whole, and leaves no file without a record behind.</summary>
    public void Abandon()
    {
        foreach (var output in _outputs)
            output.RollBack();

        Dispose();
        if (_isUsed)
            return;

        foreach (var output in _outputs)
            Delete(output.Path);

        Delete(Stem + ".meta");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var output in _outputs)
            output.Dispose();
    }

    private void Open(DumpOptions options, string product)
    {
        if (options.Has(DumpModes.Text))
            _outputs.Add(new TextOutput(Stem + ".data"));

        if (options.Has(DumpModes.Pcap))
        {
            _outputs.Add(options.Has(DumpModes.TrueTransport)
                ? new PacketOutput(Stem + ".pcap", new PcapFile(), hasComments: false)
                : new UdpOutput(Stem + ".pcap", options.Has(DumpModes.TransportLine)));
        }

        if (options.Has(DumpModes.Pcapng))
            _outputs.Add(new PacketOutput(Stem + ".pcapng", new PcapngFile(product, "SIP messages as this server received and sent them; TLS is shown decrypted"), hasComments: true));
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty file more is no reason to fail again.
            return;
        }
    }

    private static string FreeStem(DumpOptions options, DateTimeOffset now)
    {
        while (true)
        {
            var stamp = now.ToLocalTime().ToString("yyyy-MM-dd--HH-mm-ss", CultureInfo.InvariantCulture);
            var stem = Path.Combine(options.Folder, options.Prefix + stamp);
            if (!File.Exists(stem + ".meta"))
                return stem;

            now += Second;
        }
    }
}
