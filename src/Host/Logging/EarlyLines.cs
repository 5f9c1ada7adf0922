using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>The lines of the start while the file that they belong to cannot be opened yet: they go to stderr, and the first of them into the file later.</summary>
internal sealed class EarlyLines(ILogTarget first) : ILogTarget
{
    private const int MaxLines = 256;
    private readonly Lock _gate = new();
    private readonly List<(int Level, LogLabel Label, byte[] Head, byte[] Text)> _lines = [];

    /// <inheritdoc />
    public void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        first.Write(level, label, head, text);
        lock (_gate)
        {
            if (_lines.Count < MaxLines)
                _lines.Add((level, label, head.ToArray(), text.ToArray()));
        }
    }

    /// <summary>Writes them into the file.</summary>
    public void HandTo(FileTarget file)
    {
        lock (_gate)
        {
            foreach (var (level, label, head, text) in _lines)
                file.Write(level, label, head, text);

            _lines.Clear();
        }
    }
}
