using System.Globalization;
using System.Text;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Draws messages as arrows between the addresses that sent and received them, one line a message.</summary>
internal sealed class Ladder
{
    private const int Gap = 30;
    private const int TimeWidth = 17;
    private const int MostEnds = 32;
    private readonly TracedCall _call;
    private readonly List<string> _ends = [];
    private readonly bool _hasBranches;

    private Ladder(TracedCall call)
    {
        _call = call;
        _hasBranches = call.Messages.Any(static message => MessageText.Branch(message.Bytes) > 0);
        foreach (var message in call.Messages)
        {
            Column(message.From.Text);
            Column(message.To.Text);
        }
    }

    /// <summary>Draws the whole call: its legs when there are several, the ends, the messages, and what is left out.</summary>
    public static void Draw(TracedCall call, TextWriter output)
    {
        var ladder = new Ladder(call);
        ladder.WriteLegs(output);
        ladder.WriteHead(output);
        var step = 0;
        foreach (var message in call.Messages)
        {
            for (; step < call.Steps.Count && call.Steps[step].UtcTicks < message.UtcTicks; step++)
                output.Write(StepLine.Of(call.Steps[step]) + "\n");

            output.Write(ladder.Row(message) + "\n");
        }

        for (; step < call.Steps.Count; step++)
            output.Write(StepLine.Of(call.Steps[step]) + "\n");

        foreach (var note in call.Notes)
            output.Write($"note: {TerminalText.Escape(note)}\n");
    }

    private void WriteLegs(TextWriter output)
    {
        if (_call.Legs.Count < 2)
            return;

        foreach (var leg in _call.Legs)
        {
            var messages = _call.Messages.Where(message => message.CallId == leg.CallId).ToList();
            var letter = messages.Count > 0 ? _call.LegOf(messages[0]) : "?";
            var reason = leg.Reason.Length > 0 ? $", {leg.Reason}" : string.Empty;
            output.Write(string.Create(CultureInfo.InvariantCulture, $"leg {letter}: {TerminalText.Escape(leg.CallId)}, {messages.Count} messages{TerminalText.Escape(reason)}\n"));
        }

        output.Write("\n");
    }

    private int Column(string address)
    {
        var known = _ends.IndexOf(address);
        if (known >= 0 || _ends.Count == MostEnds)
            return known >= 0 ? known : MostEnds - 1;

        _ends.Add(address);
        return _ends.Count - 1;
    }

    private void WriteHead(TextWriter output)
    {
        var line = new StringBuilder();
        for (var i = 0; i < _ends.Count; i++)
        {
            var end = TerminalText.Escape(_ends[i]);
            var start = TimeWidth + (i * Gap) - (end.Length / 2);
            line.Append(' ', Math.Max(1, start - line.Length)).Append(end);
        }

        output.Write(line.Append('\n').ToString());
    }

    private string Row(TracedMessage message)
    {
        var from = Column(message.From.Text);
        var to = Column(message.To.Text);
        var line = new char[TimeWidth + ((_ends.Count - 1) * Gap) + 1];
        Array.Fill(line, ' ');
        StepLine.Clock(message.UtcTicks).CopyTo(line);
        for (var i = 0; i < _ends.Count; i++)
            line[TimeWidth + (i * Gap)] = '|';

        var label = Label(message);
        if (from == to)
            return $"{new string(line)} {label} (to itself)";

        // The arrow is drawn over the blanks between the two ends, the label in its middle.
        var left = TimeWidth + (Math.Min(from, to) * Gap) + 1;
        var width = (Math.Abs(to - from) * Gap) - 1;
        Arrow(label, width, to > from).CopyTo(line.AsSpan(left));
        return new string(line);
    }

    private string Label(TracedMessage message)
    {
        var leg = _call.Legs.Count > 1 ? _call.LegOf(message) + " " : string.Empty;
        var branch = _hasBranches && MessageText.Branch(message.Bytes) is var number and >= 0
            ? string.Create(CultureInfo.InvariantCulture, $" #{number}")
            : string.Empty;
        return leg + TerminalText.Escape(message.Label) + branch;
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
