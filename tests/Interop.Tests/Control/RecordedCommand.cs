using System.Globalization;

namespace Signalbox.Interop.Tests.Control;

/// <summary>One command of a recorded session and what the peer's client printed.</summary>
/// <param name="Line">The command line, with the name of the client.</param>
/// <param name="Output">What it printed.</param>
/// <param name="ExitCode">Its exit status.</param>
public sealed record RecordedCommand(string Line, string Output, int ExitCode)
{
    private const string Prompt = "$ ";
    private const string End = "[rc=";

    /// <summary>The words of the command line; double quotes hold words together.</summary>
    public IReadOnlyList<string> Words => Split(Line);

    /// <summary>True when the recording leaves the output out.</summary>
    public bool IsCut => Output.StartsWith("(usage text", StringComparison.Ordinal);

    /// <summary>Reads a session: <c>$ command</c>, its output, <c>[rc=status]</c>.</summary>
    public static IReadOnlyList<RecordedCommand> ReadAll(string path)
    {
        var all = new List<RecordedCommand>();
        var line = string.Empty;
        var output = new List<string>();
        foreach (var text in File.ReadLines(path))
        {
            if (text.StartsWith(Prompt, StringComparison.Ordinal))
            {
                line = text[Prompt.Length..];
                output.Clear();
            }
            else if (text.StartsWith(End, StringComparison.Ordinal))
            {
                all.Add(new RecordedCommand(line, string.Concat(output.Select(static one => one + "\n")), int.Parse(text[End.Length..^1], CultureInfo.InvariantCulture)));
            }
            else
            {
                output.Add(text);
            }
        }

        return all;
    }

    private static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var inQuotes = false;
        var isWord = false;
        foreach (var letter in line + " ")
        {
            if (letter == '"')
            {
                inQuotes = !inQuotes;
                isWord = true;
            }
            else if (letter != ' ' || inQuotes)
            {
                word.Append(letter);
                isWord = true;
            }
            else if (isWord)
            {
                words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
        }

        return words;
    }
}
