using System.Globalization;
using System.Text;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>Lines on stderr in the peer's shape: <c> 0(4711) INFO: &lt;script&gt;: text</c>.</summary>
/// <param name="output">Where to.</param>
/// <param name="inColour">True for a terminal.</param>
/// <param name="withTime">True to put the time in front, for a file.</param>
internal sealed class StderrTarget(Stream output, bool inColour, bool withTime = false) : ILogTarget
{
    private readonly Lock _gate = new();
    private readonly MemoryStream _line = new();
    private readonly byte[] _process = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $" 0({Environment.ProcessId}) "));

    /// <inheritdoc />
    public void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        var name = Encoding.ASCII.GetBytes($"{label.LevelName ?? LogLevels.Name(level)}: ");
        lock (_gate)
        {
            _line.SetLength(0);
            if (inColour)
                _line.Write(Encoding.ASCII.GetBytes(LogLevels.Colour(level)));

            if (withTime)
                _line.Write(FileTarget.TimeText(DateTimeOffset.Now));

            _line.Write(_process);
            _line.Write(name);
            _line.Write(head);
            _line.Write(text);
            if (inColour)
                _line.Write("\e[0m"u8);

            _line.WriteByte((byte)'\n');
            Flush();
        }
    }

    private void Flush()
    {
        try
        {
            output.Write(_line.GetBuffer(), 0, (int)_line.Length);
        }
        catch (IOException)
        {
            // Nobody reads stderr any more; the server goes on without a log.
        }
    }
}
