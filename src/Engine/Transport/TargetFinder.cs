using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;

namespace Signalbox.Engine.Transport;

/// <summary>Finds the addresses of a host by RFC 3263 §4: NAPTR, then SRV, then A and AAAA.</summary>
internal sealed class TargetFinder(INames names, ITransportTable table, NameCache cache)
{
    // How long an answer of /etc/hosts, which has no life, and "nobody there" hold.
    private const long ShortMilliseconds = 5_000;

    /// <summary>Looks for them; the list is empty when there are none or nobody answered.</summary>
    public async Task<TargetList> FindAsync(string host, TargetWish wish, CoreSettings settings)
    {
        var version = cache.Version;
        var search = new TargetSearch();
        if (wish.Port == 0 && wish.HasServices)
            await AddServicesAsync(search, host, wish, settings).ConfigureAwait(false);

        if (search.Targets.Count == 0)
        {
            var protocol = wish.DefaultProtocol;
            await AddHostAsync(search, new Target(protocol, new HostEndPoint([0, 0, 0, 0], wish.PortFor(protocol)), 0, 0), host).ConfigureAwait(false);
        }

        if (search.Targets.Count == 0 && search.Unusable is { } unusable)
            search.Targets.Add(unusable);

        return new TargetList(search.Targets)
        {
            Expires = search.Expires == long.MaxValue || search.Targets.Count == 0 ? cache.Now + ShortMilliseconds : search.Expires,
            Version = version,
            Settings = settings,
        };
    }

    private async ValueTask AddServicesAsync(TargetSearch search, string host, TargetWish wish, CoreSettings settings)
    {
        if (wish.Protocol == TransportProtocol.None && settings.DnsTryNaptr)
        {
            await AddAuthoritiesAsync(search, host, wish, settings).ConfigureAwait(false);
            if (search.Targets.Count > 0)
                return;

            // RFC 3263 §4.1: without NAPTR records, SRV of each transport that we have.
            foreach (var protocol in NaptrChoice.ByPreference(settings))
            {
                if (search.Targets.Count == 0 && Has(protocol) && (!wish.IsSecure || protocol == TransportProtocol.Tls))
                    await AddServiceAsync(search, protocol, ServiceName(protocol, host)).ConfigureAwait(false);
            }

            return;
        }

        await AddServiceAsync(search, wish.DefaultProtocol, ServiceName(wish.DefaultProtocol, host)).ConfigureAwait(false);
    }

    private async ValueTask AddAuthoritiesAsync(TargetSearch search, string host, TargetWish wish, CoreSettings settings)
    {
        if (await names.LookupAsync(host, DnsRecordType.Naptr).ConfigureAwait(false) is not { } found)
            return;

        search.Note(found);
        foreach (var (protocol, service) in NaptrChoice.Of(found.Records, settings, wish.IsSecure))
        {
            if (Has(protocol))
                await AddServiceAsync(search, protocol, service).ConfigureAwait(false);
        }
    }

    private async ValueTask AddServiceAsync(TargetSearch search, TransportProtocol protocol, string service)
    {
        if (await names.LookupAsync(service, DnsRecordType.Srv).ConfigureAwait(false) is not { } found)
            return;

        search.Note(found);
        foreach (var (record, rank) in search.Rank(found.Records))
        {
            // RFC 2782: a target of "." says that there is no such service.
            if (record.Target.Length == 0 || search.IsFull)
                continue;

            var target = new Target(protocol, new HostEndPoint([0, 0, 0, 0], record.Port), rank, record.Weight);
            await AddHostAsync(search, target, record.Target).ConfigureAwait(false);
        }
    }

    private async ValueTask AddHostAsync(TargetSearch search, Target target, string host)
    {
        foreach (var address in await names.AddressesAsync(host).ConfigureAwait(false))
        {
            if (table.Select(target.Protocol, address.IsV6, null) is not null)
                search.Targets.Add(target with { Remote = address.WithPort(target.Remote.Port) });
            else
                search.Unusable ??= target with { Remote = address.WithPort(target.Remote.Port) };
        }

        search.Note(cache.Find(host.ToLowerInvariant(), DnsRecordType.A));
        search.Note(cache.Find(host.ToLowerInvariant(), DnsRecordType.Aaaa));
    }

    private bool Has(TransportProtocol protocol) => table.Select(protocol, false, null) is not null || table.Select(protocol, true, null) is not null;

    private static string ServiceName(TransportProtocol protocol, string host) => protocol switch
    {
        TransportProtocol.Tcp => $"_sip._tcp.{host}",
        TransportProtocol.Tls => $"_sips._tcp.{host}",
        TransportProtocol.Sctp => $"_sip._sctp.{host}",
        TransportProtocol.Ws => $"_sip._ws.{host}",
        TransportProtocol.Wss => $"_sips._ws.{host}",
        _ => $"_sip._udp.{host}",
    };
}
