using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Dns;

/// <summary>The names of <c>/etc/hosts</c> (hosts(5)).</summary>
internal sealed class HostsFile
{
    private readonly Dictionary<string, List<HostEndPoint>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<HostEndPoint, List<string>> _byAddress = [];

    /// <summary>Reads its lines.</summary>
    public static HostsFile Read(IEnumerable<string> lines)
    {
        var hosts = new HostsFile();
        foreach (var line in lines)
            hosts.Add(line);

        return hosts;
    }

    /// <summary>The addresses of a name in the order of the file; empty when it does not name it.</summary>
    public IReadOnlyList<HostEndPoint> AddressesOf(string name) => _byName.TryGetValue(name, out var found) ? found : [];

    /// <summary>The names of an address in the order of the file; its port must be 0.</summary>
    public IReadOnlyList<string> NamesOf(in HostEndPoint address) => _byAddress.TryGetValue(address, out var found) ? found : [];

    private void Add(string line)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        var words = (comment < 0 ? line : line[..comment]).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !HostEndPoint.TryParseAddress(Latin1.ToBytes(words[0]), 0, out var address))
            return;

        var names = ListOf(_byAddress, address);
        foreach (var name in words.AsSpan(1))
        {
            ListOf(_byName, name).Add(address);
            names.Add(name);
        }
    }

    private static List<TValue> ListOf<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);

        return list;
    }
}
