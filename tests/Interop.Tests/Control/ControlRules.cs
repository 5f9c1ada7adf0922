namespace Signalbox.Interop.Tests.Control;

/// <summary>How the output of a recorded command is compared; Cases/control/rules.tsv has what is not compared line by line.</summary>
public sealed class ControlRules
{
    private readonly List<(string Command, string Rule, string Reason)> _rows = [];

    /// <summary>Reads the table.</summary>
    public ControlRules()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", "control", "rules.tsv")))
        {
            if (line.Split('\t') is [var command, var rule, var reason] && command.Length > 0 && command[0] != '#')
                _rows.Add((command, rule, reason));
        }
    }

    /// <summary>The rule and its reason: that of the longest row that the command begins with, else <c>same</c>.</summary>
    public (string Rule, string Reason) For(RecordedCommand command)
    {
        var best = (Command: string.Empty, Rule: "same", Reason: string.Empty);
        foreach (var row in _rows)
        {
            var fits = command.Line == row.Command || command.Line.StartsWith(row.Command + (row.Command[^1] == '.' ? string.Empty : " "), StringComparison.Ordinal);
            if (fits && row.Command.Length > best.Command.Length)
                best = row;
        }

        return (best.Rule, best.Reason);
    }
}
