using System.Globalization;
using System.Text;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.SipDump;

/// <summary>One set of open files: <c>.data</c>, <c>.pcap</c> and <c>.meta</c> with the same stamp.</summary>
internal sealed class DumpFiles : IDisposable
{
    private readonly FileStream? _text;
    private readonly FileStream? _pcap;

    /// <summary>Opens a set; existing files of the same second are overwritten.</summary>
    /// <param name="options">Folder, prefix and mode.</param>
    /// <param name="now">Time of the opening.</param>
    /// <param name="meta">Content of the <c>.meta</c> file.</param>
    public DumpFiles(DumpOptions options, DateTimeOffset now, string meta)
    {
        Options = options;
        OpenedAt = now;
        var local = now.ToLocalTime();
        var stem = Path.Combine(options.Folder, options.Prefix + local.ToString("yyyy-MM-dd--HH-mm-ss", CultureInfo.InvariantCulture));
        File.WriteAllText(stem + ".meta", meta, Encoding.Latin1);
        _text = options.HasText ? Open(stem + ".data") : null;
        _pcap = options.HasPcap ? Open(stem + ".pcap") : null;
        _pcap?.Write(DumpPcap.FileHeader);
    }

    /// <summary>What it was opened with.</summary>
    public DumpOptions Options { get; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>Appends records of both kinds and hands them to the system.</summary>
    public void Write(ByteWriter text, ByteWriter pcap)
    {
        _text?.Write(text.Written);
        _pcap?.Write(pcap.Written);
        _text?.Flush();
        _pcap?.Flush();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _text?.Dispose();
        _pcap?.Dispose();
    }

    private static FileStream Open(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
