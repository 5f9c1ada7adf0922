using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Dns;

/// <inheritdoc cref="INames" />
internal sealed class Names : INames
{
    // So many different names may be asked for at a time; a flood of made-up names must not take the machine.
    private const int MaxQuestions = 256;
    private const int MaxAliases = 8;
    private const long SilenceMilliseconds = 5_000;
    private readonly LiveSnapshot _live;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WaitingWorkers _waiting;
    private readonly WatchedFile<HostsFile> _hosts;
    private readonly Func<DnsServers> _servers;
    private readonly ConcurrentDictionary<(string Name, DnsRecordType Type), Task<DnsEntry?>> _asked = new();

    /// <summary>Creates it; nothing is read or asked before the first name.</summary>
    /// <param name="live">Settings come from there.</param>
    /// <param name="cache">Where answers are kept.</param>
    /// <param name="workers">How many workers there are.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Slow answers are told there.</param>
    /// <param name="servers">Whom to ask, for tests; null = those of the system.</param>
    public Names(LiveSnapshot live, NameCache cache, Func<int> workers, TimeProvider time, ILogger logger, Func<DnsServers>? servers = null)
    {
        _live = live;
        Cache = cache;
        _time = time;
        _logger = logger;
        _waiting = new WaitingWorkers(workers);
        _hosts = new WatchedFile<HostsFile>("/etc/hosts", HostsFile.Read, time);
        var file = new WatchedFile<DnsServers>("/etc/resolv.conf", DnsServers.Read, time);
        _servers = servers ?? (() => file.Content);
    }

    /// <summary>Where answers are kept.</summary>
    public NameCache Cache { get; }

    /// <summary>Holds workers that wait.</summary>
    public WaitingWorkers Waiting => _waiting;

    private CoreSettings Settings => _live.Current?.Settings ?? CoreSettings.Standard;

    /// <inheritdoc />
    public DnsEntry? Lookup(string name, DnsRecordType type)
    {
        var asked = LookupAsync(name, type);
        return asked.IsCompletedSuccessfully ? asked.Result : _waiting.Wait(asked.AsTask());
    }

    /// <inheritdoc />
    public IReadOnlyList<HostEndPoint> Addresses(string host)
    {
        var asked = AddressesAsync(host);
        return asked.IsCompletedSuccessfully ? asked.Result : _waiting.Wait(asked.AsTask()) ?? [];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<HostEndPoint>> AddressesAsync(string host)
    {
        if (_hosts.Content.AddressesOf(host) is { Count: > 0 } known)
            return known;

        var found = new List<HostEndPoint>();
        foreach (var type in AddressTypes(Settings))
            Add(found, await LookupAsync(host, type).ConfigureAwait(false));

        return found;
    }

    /// <inheritdoc />
    public bool HasAddress(string host, in HostEndPoint address)
    {
        var known = _hosts.Content.AddressesOf(host);
        if (known.Count == 0)
        {
            var entry = Cache.Find(host, address.IsV6 ? DnsRecordType.Aaaa : DnsRecordType.A);
            if (entry is not null && entry.Expires > Cache.Now)
                return Contains(entry.Records, address);

            known = Addresses(host);
        }

        for (var i = 0; i < known.Count; i++)
        {
            if (known[i].SameAddress(address))
                return true;
        }

        return false;
    }

    /// <inheritdoc />
    public IReadOnlyList<string> NamesOf(in HostEndPoint address)
    {
        var asked = NamesOfAsync(address);
        return asked.IsCompletedSuccessfully ? asked.Result : _waiting.Wait(asked.AsTask()) ?? [];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> NamesOfAsync(HostEndPoint address)
    {
        if (_hosts.Content.NamesOf(address.WithPort(0)) is { Count: > 0 } known)
            return known;

        var entry = await LookupAsync(ReverseName.Of(address), DnsRecordType.Ptr).ConfigureAwait(false);
        return entry is null ? [] : new List<DnsRecord>(entry.Records).ConvertAll(static one => one.Target);
    }

    /// <inheritdoc />
    public ValueTask<DnsEntry?> LookupAsync(string name, DnsRecordType type)
    {
        if (!DnsQuestion.IsName(name))
            return default;

        name = name.ToLowerInvariant();
        var known = Settings.UseDnsCache ? Cache.Find(name, type) : null;
        if (known is not null && known.Expires > Cache.Now)
            return new(known);

        // An answer that just ended still serves: the new one is asked for meanwhile, and nobody waits.
        var asking = Ask(name, type);
        return known is { IsNegative: false } ? new(known) : new(asking);
    }

    /// <summary>Keeps an entry as long as the settings say; used for answers and for entries added by hand.</summary>
    public DnsEntry Keep(string name, DnsRecordType type, IReadOnlyList<DnsRecord> records, long ttlSeconds)
    {
        var settings = Settings;
        var life = records.Count == 0 ? settings.DnsCacheNegativeTtl : Math.Max(settings.DnsCacheMinTtl, Math.Min(ttlSeconds, settings.DnsCacheMaxTtl));
        var entry = new DnsEntry(name, type, records, Cache.Now + life * 1000);
        if (settings.UseDnsCache)
            Cache.Add(entry, settings.DnsCacheBytes);

        return entry;
    }

    private static DnsRecordType[] AddressTypes(CoreSettings settings) => (settings.DnsCacheFlags, settings.DnsTryIPv6) switch
    {
        (1, _) or (_, false) => [DnsRecordType.A],
        (2, _) => [DnsRecordType.Aaaa],
        (4, _) => [DnsRecordType.Aaaa, DnsRecordType.A],
        _ => [DnsRecordType.A, DnsRecordType.Aaaa],
    };

    private static bool Contains(IReadOnlyList<DnsRecord> records, in HostEndPoint address)
    {
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Address.SameAddress(address))
                return true;
        }

        return false;
    }

    private static void Add(List<HostEndPoint> found, DnsEntry? entry)
    {
        for (var i = 0; entry is not null && i < entry.Records.Count; i++)
            found.Add(entry.Records[i].Address);
    }

    // Those who ask for the same share one question.
    private Task<DnsEntry?> Ask(string name, DnsRecordType type)
    {
        if (_asked.TryGetValue((name, type), out var other))
            return other;

        if (_asked.Count >= MaxQuestions)
            return Task.FromResult<DnsEntry?>(null);

        // Registered before it runs, or its end could come before its registration and stay there for good.
        var answer = new TaskCompletionSource<DnsEntry?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = _asked.GetOrAdd((name, type), answer.Task);
        if (ReferenceEquals(asked, answer.Task))
            _ = Task.Run(() => AskAllAsync(name, type, answer));

        return asked;
    }

    private async Task AskAllAsync(string name, DnsRecordType type, TaskCompletionSource<DnsEntry?> answer)
    {
        var begin = _time.GetTimestamp();
        DnsEntry? entry = null;
        try
        {
            entry = await AskFormsAsync(name, type).ConfigureAwait(false);
            var took = _time.GetElapsedTime(begin);
            if (Settings.DnsSlowQueryMilliseconds is > 0 and var slow && took.TotalMilliseconds >= slow)
                NoteSlow(name, type, took);
        }
        finally
        {
            _asked.TryRemove((name, type), out _);
            answer.SetResult(entry);
        }
    }

    private void NoteSlow(string name, DnsRecordType type, TimeSpan took)
    {
        Cache.Slow.Increment();
        _logger.LogWarning("DNS: {Type} of {Name} took {Milliseconds:F0} ms", type, name, took.TotalMilliseconds);
    }

    private async Task<DnsEntry?> AskFormsAsync(string name, DnsRecordType type)
    {
        var servers = Tuned(_servers(), Settings);
        var isAnswered = false;
        foreach (var form in SearchList.Of(name, servers, Settings.DnsUseSearchList))
        {
            if (await AskAliasesAsync(form, type, servers).ConfigureAwait(false) is not { } found)
                continue;

            isAnswered = true;
            if (found.Records.Count > 0)
                return Keep(name, type, found.Records, found.TtlSeconds);
        }

        if (isAnswered)
            return Keep(name, type, [], 0);

        // Silence is remembered for a moment (RFC 2308 §7), so that not every message waits for it; a known answer is worth more.
        Cache.Unanswered.Increment();
        if (Cache.Find(name, type) is null)
            Cache.Add(new DnsEntry(name, type, [], Cache.Now + SilenceMilliseconds), Settings.DnsCacheBytes);

        return null;
    }

    private static async Task<(List<DnsRecord> Records, int TtlSeconds)?> AskAliasesAsync(string name, DnsRecordType type, DnsServers servers)
    {
        var ttl = int.MaxValue;
        for (var step = 0; step < MaxAliases; step++)
        {
            var reply = await DnsClient.AskAsync(name, type, servers).ConfigureAwait(false);
            if (reply is null)
                return null;

            ttl = Math.Min(ttl, reply.AliasTtlSeconds);
            foreach (var record in reply.Records)
                ttl = Math.Min(ttl, record.TtlSeconds);

            if (reply.Records.Count > 0 || reply.Outcome == DnsOutcome.NoName || reply.CanonicalName == name || !DnsQuestion.IsName(reply.CanonicalName))
                return (reply.Records, ttl);

            name = reply.CanonicalName;
        }

        return ([], ttl);
    }

    private static DnsServers Tuned(DnsServers servers, CoreSettings settings) => servers with
    {
        Servers = settings.DnsServers > 0 && settings.DnsServers < servers.Servers.Count
            ? [.. new List<System.Net.IPEndPoint>(servers.Servers).GetRange(0, settings.DnsServers)]
            : servers.Servers,
        Patience = settings.DnsRetryTime > 0 ? TimeSpan.FromSeconds(settings.DnsRetryTime) : servers.Patience,
        Attempts = settings.DnsRetries > 0 ? settings.DnsRetries : servers.Attempts,
    };
}
