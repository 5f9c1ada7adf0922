using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Reads a <c>.sip</c> file by its lengths, so that bodies may hold anything.</summary>
internal static partial class SipCaseReader
{
    /// <summary>Reads all records.</summary>
    public static List<SipEvent> Read(string path)
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        var events = new List<SipEvent>();
        var at = TimeSpan.Zero;
        for (var position = 0; position < text.Length;)
        {
            var end = text.IndexOf('\n', position);
            var line = text[position..end];
            position = end + 1;
            if (line.StartsWith('='))
                events.Add(new SipEvent(SipEventKind.Note, Endpoint: null, 0, at, line[1..].Trim()));

            var match = Header().Match(line);
            if (!match.Success)
                continue;

            var length = Number(match, "length");
            at = TimeSpan.FromSeconds(double.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture));
            Add(events, match, at, text.Substring(position, length));
            position += length + 1;
        }

        return events;
    }

    private static void Add(List<SipEvent> events, Match match, TimeSpan at, string bytes)
    {
        var endpoint = new SipEndpoint(match.Groups["name"].Value, match.Groups["protocol"].Value == "tcp", Number(match, "local"));
        var kind = match.Groups["kind"].Value == ">" ? SipEventKind.Sent : SipEventKind.Received;
        var whole = kind == SipEventKind.Received && endpoint.IsStream && !bytes.StartsWith("[connection", StringComparison.Ordinal)
            ? SipStream.Split(bytes)
            : [bytes];
        foreach (var one in whole)
            events.Add(new SipEvent(kind, endpoint, Number(match, "peer"), at, one));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<kind>[<>]) (?<name>\S+) (?<protocol>udp|tcp) 127\.0\.0\.1:(?<local>\d+) \S+ 127\.0\.0\.1:(?<peer>\d+) \+(?<at>[0-9.]+) len=(?<length>\d+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Header();
}
