using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;

namespace Signalbox.Engine.Transport;

/// <summary>Which NAPTR records are followed, and in what order (RFC 3263 §4.1).</summary>
internal static class NaptrChoice
{
    private static readonly TransportProtocol[] All = [TransportProtocol.Udp, TransportProtocol.Tcp, TransportProtocol.Tls];

    /// <summary>Transports and names of the SRV records to ask for.</summary>
    /// <param name="records">What the name server said.</param>
    /// <param name="settings">Preferences.</param>
    /// <param name="isSecure">True for sips: only TLS will do.</param>
    public static List<(TransportProtocol Protocol, string Service)> Of(IReadOnlyList<DnsRecord> records, CoreSettings settings, bool isSecure)
    {
        var useful = new List<(DnsRecord Record, TransportProtocol Protocol)>();
        foreach (var record in records)
        {
            var protocol = ProtocolOf(record);
            var isWanted = protocol != TransportProtocol.None && PreferenceOf(protocol, settings) >= 0;
            if (isWanted && (!isSecure || protocol == TransportProtocol.Tls))
                useful.Add((record, protocol));
        }

        useful.Sort((left, right) => Compare(left, right, settings));
        return useful.ConvertAll(static one => (one.Protocol, one.Record.Target));
    }

    /// <summary>Transports that may be used, most wanted first.</summary>
    public static List<TransportProtocol> ByPreference(CoreSettings settings)
    {
        var wanted = new List<TransportProtocol>(All);
        wanted.RemoveAll(protocol => PreferenceOf(protocol, settings) < 0);
        wanted.Sort((left, right) => PreferenceOf(right, settings).CompareTo(PreferenceOf(left, settings)));
        return wanted;
    }

    private static int Compare((DnsRecord Record, TransportProtocol Protocol) left, (DnsRecord Record, TransportProtocol Protocol) right, CoreSettings settings)
    {
        if (settings.DnsNaptrIgnoreRfc)
            return PreferenceOf(right.Protocol, settings).CompareTo(PreferenceOf(left.Protocol, settings));

        return left.Record.Priority != right.Record.Priority
            ? left.Record.Priority.CompareTo(right.Record.Priority)
            : left.Record.Weight.CompareTo(right.Record.Weight);
    }

    private static int PreferenceOf(TransportProtocol protocol, CoreSettings settings) => protocol switch
    {
        TransportProtocol.Udp => settings.DnsUdpPreference,
        TransportProtocol.Tcp => settings.DnsTcpPreference,
        _ => settings.DnsTlsPreference,
    };

    // SCTP records are passed by: there is no SCTP here.
    private static TransportProtocol ProtocolOf(DnsRecord record)
    {
        if (!record.Flags.Equals("s", StringComparison.OrdinalIgnoreCase) || record.Target.Length == 0)
            return TransportProtocol.None;

        return record.Services.ToUpperInvariant() switch
        {
            "SIP+D2U" => TransportProtocol.Udp,
            "SIP+D2T" => TransportProtocol.Tcp,
            "SIPS+D2T" => TransportProtocol.Tls,
            _ => TransportProtocol.None,
        };
    }
}
