using System.Collections.Concurrent;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;

namespace Signalbox.Engine.Transport;

/// <summary>
/// Remembers what became of host, port and transport, so that a name in use costs one look-up and no memory. The
/// records themselves are in the name cache; what is here can be made from them again at any time.
/// </summary>
internal sealed class TargetCache(TargetFinder finder, NameCache names, WaitingWorkers waiting)
{
    private const int MaxEntries = 4096;
    private const int MaxNameBytes = 253;
    private const int PrefixChars = 2;
    private readonly ConcurrentDictionary<string, TargetList> _lists = new(StringComparer.Ordinal);

    /// <summary>The addresses of a host; null when it is no name, does not exist, or nobody answered in time.</summary>
    public TargetList? Find(ReadOnlySpan<byte> host, in TargetWish wish, CoreSettings settings)
    {
        if (host.Length is 0 or > MaxNameBytes)
            return null;

        Span<char> key = stackalloc char[PrefixChars + MaxNameBytes];
        key = key[..(PrefixChars + host.Length)];
        key[0] = (char)((int)wish.Protocol | (wish.IsSecure ? 0x10 : 0) | (wish.HasServices ? 0x20 : 0));
        key[1] = (char)wish.Port;
        for (var i = 0; i < host.Length; i++)
            key[PrefixChars + i] = char.ToLowerInvariant((char)host[i]);

        if (settings.UseDnsCache && _lists.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var known) && Holds(known, settings))
            return known.Count > 0 ? known : null;

        return DnsQuestion.IsName(key[PrefixChars..]) ? Search(key.ToString(), wish, settings) : null;
    }

    private bool Holds(TargetList list, CoreSettings settings) =>
        list.Expires > names.Now && list.Version == names.Version && ReferenceEquals(list.Settings, settings);

    private TargetList? Search(string key, in TargetWish wish, CoreSettings settings)
    {
        var found = waiting.Wait(finder.FindAsync(key[PrefixChars..], wish, settings));
        if (found is null)
            return null;

        // A flood of names must not fill the memory; the answers are still in the name cache.
        if (_lists.Count >= MaxEntries)
            _lists.Clear();

        _lists[key] = found;
        return found.Count > 0 ? found : null;
    }
}
