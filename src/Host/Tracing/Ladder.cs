using System.Globalization;
using System.Text;

namespace Signalbox.Host.Tracing;

/// <summary>Draws messages as arrows between the addresses that sent and received them, one line a message.</summary>
internal sealed class Ladder
{
    private const int Gap = 30;
    private const int TimeWidth = 17;
    private readonly List<string> _ends = [];

    /// <summary>Draws the whole call.</summary>
    public static string Draw(IReadOnlyList<TraceRow> rows)
    {
        var ladder = new Ladder();
        foreach (var row in rows)
        {
            ladder.Column(row.From);
            ladder.Column(row.To);
        }

        var text = new StringBuilder();
        ladder.AppendHead(text);
        foreach (var row in rows)
            ladder.AppendRow(text, row);

        return text.ToString();
    }

    private int Column(string address)
    {
        var known = _ends.IndexOf(address);
        if (known >= 0)
            return known;

        _ends.Add(address);
        return _ends.Count - 1;
    }

    private void AppendHead(StringBuilder text)
    {
        var line = new StringBuilder();
        for (var i = 0; i < _ends.Count; i++)
        {
            var start = TimeWidth + (i * Gap) - (_ends[i].Length / 2);
            line.Append(' ', Math.Max(1, start - line.Length)).Append(_ends[i]);
        }

        text.Append(line).Append('\n');
    }

    private void AppendRow(StringBuilder text, TraceRow row)
    {
        var from = Column(row.From);
        var to = Column(row.To);
        var line = new char[TimeWidth + ((_ends.Count - 1) * Gap) + 1];
        Array.Fill(line, ' ');
        row.Time.ToLocalTime().ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture).CopyTo(line);
        for (var i = 0; i < _ends.Count; i++)
            line[TimeWidth + (i * Gap)] = '|';

        if (from == to)
        {
            text.Append(line).Append(' ').Append(row.Label).Append(" (to itself)\n");
            return;
        }

        // The arrow is drawn over the blanks between the two ends, the label in its middle.
        var left = TimeWidth + (Math.Min(from, to) * Gap) + 1;
        var width = (Math.Abs(to - from) * Gap) - 1;
        Arrow(row.Label, width, to > from).CopyTo(line.AsSpan(left));
        text.Append(line).Append('\n');
    }

    private static string Arrow(string label, int width, bool toRight)
    {
        label = label.Length > width - 6 ? label[..(width - 6)] : label;
        var before = (width - label.Length - 2) / 2;
        var after = width - label.Length - 2 - before;
        return toRight
            ? $"{new string('-', before)} {label} {new string('-', after - 1)}>"
            : $"<{new string('-', before - 1)} {label} {new string('-', after)}";
    }
}
