using System.Text.RegularExpressions;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Permissions;

/// <summary>A row of the table of trusted peers.</summary>
/// <param name="Source">Address.</param>
/// <param name="Protocol">Transport: any, udp, tcp, tls, sctp, ws, wss.</param>
/// <param name="From">What the From URI must match; null = anything.</param>
/// <param name="RequestUri">What the request URI must match; null = anything.</param>
/// <param name="Tag">What goes into peer_tag_avp; empty = nothing.</param>
/// <param name="Priority">The highest one is asked first.</param>
internal sealed record TrustedPeer(string Source, string Protocol, Regex? From, Regex? RequestUri, string Tag, long Priority)
{
    private static readonly string[] Protocols = ["any", "udp", "tcp", "tls", "sctp", "ws", "wss"];

    /// <summary>True when a request may come from there.</summary>
    public bool Matches(string source, TransportProtocol protocol, ReadOnlySpan<byte> from, ReadOnlySpan<byte> requestUri) =>
        Source == source
        && (Protocol == Protocols[0] || Protocol == protocol.Name())
        && (From is null || RegexMatches.IsMatch(From, from))
        && (RequestUri is null || RegexMatches.IsMatch(RequestUri, requestUri));

    /// <summary>Reads a row: source, protocol, pattern for From, pattern for the request URI, tag, priority.</summary>
    /// <exception cref="StoreException">It is none.</exception>
    public static TrustedPeer Read(ScriptValue[] row, string place)
    {
        var protocol = row[1].ToText().Trim().ToLowerInvariant();
        if (protocol == "none" || Array.IndexOf(Protocols, protocol) >= 0)
            return new TrustedPeer(row[0].ToText().Trim(), protocol, Pattern(row[2], place), Pattern(row[3], place), row[4].ToText(), row[5].ToInteger());

        throw new StoreException($"{place}: found transport '{protocol}', expected one of {string.Join(", ", Protocols)}");
    }

    private static Regex? Pattern(in ScriptValue value, string place)
    {
        var text = value.ToText();
        if (text.Length == 0)
            return null;

        return ScriptRegex.TryParse(text, out var regex, out var problem) ? regex.Regex : throw new StoreException($"{place}: {problem}");
    }
}
