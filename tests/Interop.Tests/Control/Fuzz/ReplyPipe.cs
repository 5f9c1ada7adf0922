using System.Diagnostics;
using System.Text;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>A FIFO for replies that is always read.</summary>
internal sealed class ReplyPipe : IDisposable
{
    private readonly string _path;
    private readonly FileStream _pipe;
    private readonly StringBuilder _text = new();
    private readonly Thread _reader;
    private volatile bool _isEnding;

    public ReplyPipe(string path)
    {
        _path = path;
        Assert.Equal(0, Tool.Run(10, "mkfifo", "/", path).ExitCode);

        // Open for both, so that it ends with no writer.
        _pipe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>What came before the mark, which is taken, too; null when it does not come in time.</summary>
    public string? TakeUpTo(string mark, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            lock (_text)
            {
                var text = _text.ToString();
                var at = text.IndexOf(mark, StringComparison.Ordinal);
                if (at >= 0)
                {
                    _text.Remove(0, at + mark.Length);
                    return text[..at];
                }

                if (clock.Elapsed > patience || !Monitor.Wait(_text, patience))
                    return null;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isEnding = true;
        _pipe.Write("\n"u8);
        _reader.Join();
        _pipe.Dispose();
        File.Delete(_path);
    }

    private void Read()
    {
        var buffer = new byte[65536];
        while (!_isEnding)
        {
            var count = _pipe.Read(buffer);
            lock (_text)
            {
                _text.Append(Encoding.Latin1.GetString(buffer, 0, count));
                Monitor.PulseAll(_text);
            }
        }
    }
}
