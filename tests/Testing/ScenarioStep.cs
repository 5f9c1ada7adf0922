namespace Signalbox.Testing;

/// <summary>One step of a scenario file.</summary>
/// <param name="Verb"><c>cfg</c>, <c>send</c>, <c>expect</c>, <c>nothing</c>, <c>wait</c> or <c>log</c>.</param>
/// <param name="Argument">What stands behind the verb.</param>
/// <param name="Lines">The lines below it.</param>
/// <param name="Location">File and line.</param>
public sealed record ScenarioStep(string Verb, string Argument, IReadOnlyList<string> Lines, string Location)
{
    /// <summary>The lines as a message: CRLF ends, and <c>Content-Length: auto</c> filled in.</summary>
    public string ToMessage()
    {
        var empty = Lines.ToList().FindIndex(line => line.Length == 0);
        var headers = empty < 0 ? Lines : [.. Lines.Take(empty)];
        var body = empty < 0 ? string.Empty : string.Concat(Lines.Skip(empty + 1).Select(line => line + "\r\n"));
        var text = string.Concat(headers.Select(line => line + "\r\n"));
        return text.Replace("Content-Length: auto", $"Content-Length: {body.Length}", StringComparison.Ordinal) + "\r\n" + body;
    }
}
