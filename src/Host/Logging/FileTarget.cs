using System.Globalization;
using System.Text;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>
/// A file that lines are added to: the time in front of what stderr would show. <see cref="Reopen"/> follows a file that was moved away.
/// </summary>
internal sealed class FileTarget : ILogTarget, IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Func<Stream, ILogTarget> _format;
    private FileStream _file;
    private ILogTarget _lines;

    /// <summary>Opens the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="format">Makes the lines; they are written to the stream it gets.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public FileTarget(string path, Func<Stream, ILogTarget> format)
    {
        _path = Path.GetFullPath(path);
        _format = format;
        _file = Open();
        _lines = format(_file);
    }

    /// <summary>Goes on in a file of that name, made anew when it is gone; when that fails, in the one that is open.</summary>
    public void Reopen()
    {
        lock (_gate)
        {
            try
            {
                var next = Open();
                _file.Dispose();
                _file = next;
                _lines = _format(next);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                _lines.Write(-1, default, "<core>: "u8, Encoding.UTF8.GetBytes($"cannot open the log file again: {refused.Message}"));
            }
        }
    }

    /// <inheritdoc />
    public void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        lock (_gate)
            _lines.Write(level, label, head, text);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    /// <summary>The time as lines of a file begin with it.</summary>
    public static byte[] TimeText(DateTimeOffset time) => Encoding.ASCII.GetBytes(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));

    private FileStream Open() => new(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
