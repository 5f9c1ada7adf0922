using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Testing;

/// <summary>One request and its reply as the peer's doors carried them; an empty reply is none.</summary>
public sealed partial record RecordedCall(string Name, string Request, string Reply)
{
    /// <summary>Reads a recording: <c>## name</c>, <c>&gt; request</c>, <c>&lt; reply</c>.</summary>
    public static IReadOnlyList<RecordedCall> ReadAll(string path)
    {
        var text = File.ReadAllText(path, Encoding.Latin1);
        var calls = new List<RecordedCall>();
        foreach (var section in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = section.Split('\n');
            var request = lines.FirstOrDefault(static line => line.StartsWith("> ", StringComparison.Ordinal));
            if (request is null)
                continue;

            var reply = string.Join('\n', lines.Where(static line => line.StartsWith("< ", StringComparison.Ordinal)).Select(static line => line[2..]));
            calls.Add(new RecordedCall(lines[0].TrimStart('#', ' ', '>'), Plain(request[2..]), End().Replace(reply, string.Empty)));
        }

        return calls;
    }

    public override string ToString() => Name;

    private static string Plain(string request) => request.Trim('\'').Replace("\\n", "\n", StringComparison.Ordinal);

    [GeneratedRegex(@"< \(bytes .*|\(no reply.*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex End();
}
