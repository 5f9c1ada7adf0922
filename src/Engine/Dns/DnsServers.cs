using System.Globalization;
using System.Net;

namespace Signalbox.Engine.Dns;

/// <summary>Whom to ask and how, as <c>/etc/resolv.conf</c> says (resolv.conf(5)).</summary>
internal sealed record DnsServers
{
    private const int Port = 53;
    private const int MaxServers = 3;
    private const int MaxSearch = 6;

    /// <summary>The name servers in their order, at least one.</summary>
    public required IReadOnlyList<IPEndPoint> Servers { get; init; }

    /// <summary>Domains that are put behind short names.</summary>
    public IReadOnlyList<string> Search { get; init; } = [];

    /// <summary>Dots from which on a name is asked for as it is first.</summary>
    public int Dots { get; init; } = 1;

    /// <summary>Wait for one answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Rounds over the servers.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>Reads the lines of the file; 127.0.0.1 is asked when it names nobody.</summary>
    public static DnsServers Read(IEnumerable<string> lines)
    {
        var servers = new List<IPEndPoint>();
        var search = new List<string>();
        var options = new List<string>();
        foreach (var line in lines)
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
                continue;

            if (words[0] == "nameserver" && servers.Count < MaxServers && IPAddress.TryParse(words[1], out var address))
                servers.Add(new IPEndPoint(address, Port));
            else if (words[0] is "search" or "domain")
                search = [.. words.AsSpan(1, Math.Min(MaxSearch, words.Length - 1))];
            else if (words[0] == "options")
                options.AddRange(words);
        }

        if (servers.Count == 0)
            servers.Add(new IPEndPoint(IPAddress.Loopback, Port));

        return new DnsServers
        {
            Servers = servers,
            Search = search.ConvertAll(static domain => domain.TrimEnd('.').ToLowerInvariant()),
            Dots = Option(options, "ndots:", 1, 15),
            Patience = TimeSpan.FromSeconds(Option(options, "timeout:", 5, 30)),
            Attempts = Option(options, "attempts:", 2, 5),
        };
    }

    private static int Option(List<string> options, string name, int missing, int max)
    {
        foreach (var option in options)
        {
            if (option.StartsWith(name, StringComparison.Ordinal)
                && int.TryParse(option.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return Math.Clamp(value, name[0] == 'n' ? 0 : 1, max);
            }
        }

        return missing;
    }
}
