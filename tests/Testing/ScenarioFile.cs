namespace Signalbox.Testing;

/// <summary>
/// Reads a scenario: steps begin with <c>--- verb argument</c>, lines above the first one and lines that begin with
/// <c>###</c> are comments, empty lines at the end of a step do not count.
/// </summary>
public static class ScenarioFile
{
    public static IReadOnlyList<ScenarioStep> Read(string path) => Parse(Path.GetFileName(path), File.ReadAllLines(path, System.Text.Encoding.Latin1));

    public static IReadOnlyList<ScenarioStep> Parse(string name, IEnumerable<string> lines)
    {
        var steps = new List<ScenarioStep>();
        var current = new List<string>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                current = [];
                var words = line[4..].Split(' ', 2, StringSplitOptions.TrimEntries);
                steps.Add(new ScenarioStep(words[0], words.Length > 1 ? words[1] : string.Empty, current, $"{name}:{number}"));
            }
            else if (!line.StartsWith("###", StringComparison.Ordinal))
            {
                current.Add(line);
            }
        }

        foreach (var step in steps)
        {
            var body = (List<string>)step.Lines;
            while (body.Count > 0 && body[^1].Length == 0)
                body.RemoveAt(body.Count - 1);
        }

        return steps;
    }
}
