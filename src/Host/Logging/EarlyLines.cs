using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>
/// The target until the server is up: lines go to stderr, where whoever starts it reads them, and the first of them once
/// more to the target that the configuration chose.
/// </summary>
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

    /// <summary>Writes what came so far to the chosen target, unless that is stderr, too.</summary>
    public void HandTo(ILogTarget chosen)
    {
        if (chosen is not (FileTarget or SyslogTarget))
            return;

        lock (_gate)
        {
            foreach (var (level, label, head, text) in _lines)
                chosen.Write(level, label, head, text);

            _lines.Clear();
        }
    }
}
