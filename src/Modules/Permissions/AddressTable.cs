using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Permissions;

/// <summary>All allowed addresses; it does not change, a reload makes another one.</summary>
internal sealed class AddressTable
{
    /// <summary>Without any.</summary>
    public static readonly AddressTable Empty = new([]);

    private readonly Dictionary<HostEndPoint, List<AddressEntry>> _hosts = [];
    private readonly List<AddressEntry> _networks = [];
    private readonly Dictionary<string, List<AddressEntry>> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sorts entries into those of one address, networks and host names.</summary>
    public AddressTable(IReadOnlyList<AddressEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.IsName)
                Add(_names, entry.Text, entry);
            else if (entry.IsNetwork)
                _networks.Add(entry);
            else
                Add(_hosts, entry.Address, entry);
        }
    }

    /// <summary>Entries of one address.</summary>
    public IEnumerable<AddressEntry> Hosts => _hosts.Values.SelectMany(static list => list);

    /// <summary>Networks.</summary>
    public IReadOnlyList<AddressEntry> Networks => _networks;

    /// <summary>Host names.</summary>
    public IEnumerable<AddressEntry> Names => _names.Values.SelectMany(static list => list);

    /// <summary>The first entry that allows an address and port.</summary>
    /// <param name="group">Its group; null = any.</param>
    /// <param name="address">The address.</param>
    /// <param name="port">The port; 0 = any.</param>
    public AddressEntry? Find(int? group, in HostEndPoint address, int port)
    {
        if (_hosts.TryGetValue(address.WithPort(0), out var list) && First(list, group, port) is { } found)
            return found;

        foreach (var network in _networks)
        {
            if ((group is null || network.Group == group) && network.TakesPort(port) && address.IsIn(network.Address, network.Bits))
                return network;
        }

        return null;
    }

    /// <summary>As <see cref="Find(int?, in HostEndPoint, int)"/> for a host name.</summary>
    public AddressEntry? Find(int? group, string name, int port) => _names.TryGetValue(name, out var list) ? First(list, group, port) : null;

    private static AddressEntry? First(List<AddressEntry> list, int? group, int port)
    {
        foreach (var entry in list)
        {
            if ((group is null || entry.Group == group) && entry.TakesPort(port))
                return entry;
        }

        return null;
    }

    private static void Add<TKey>(Dictionary<TKey, List<AddressEntry>> entries, TKey key, AddressEntry entry)
        where TKey : notnull
    {
        if (!entries.TryGetValue(key, out var list))
            entries.Add(key, list = []);

        list.Add(entry);
    }
}
