using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>
/// Makes a <see cref="LocalRequest"/> of texts from outside (RPC, scripts). From, To, Call-ID and CSeq come out of the
/// header text; what it must not hold, a bad line or a Via, is an error, in the words of the peer.
/// </summary>
internal sealed class LocalRequestReader(ITransportTable transports)
{
    // From, To, Call-ID and CSeq values, and the other lines.
    private byte[]? _from;
    private byte[]? _to;
    private byte[] _callId = [];
    private uint _cseq = LocalRequest.FirstCSeq;
    private bool _hasContentType;
    private readonly List<byte> _others = [];

    /// <summary>Reads.</summary>
    /// <param name="parts">Method, request URI, next hop, socket (for both <c>.</c> or nothing = none), header lines, body.</param>
    /// <param name="owner">Who is told of the replies.</param>
    /// <param name="noAck">True when a 2xx is not acknowledged here.</param>
    /// <param name="error">What is wrong.</param>
    /// <returns>Null when something is wrong.</returns>
    public LocalRequest? Read(byte[][] parts, ILocalRequestOwner? owner, bool noAck, out string error)
    {
        var (method, uri, body) = (parts[0], parts[1], parts[5]);
        var nextHop = IsNone(parts[2]) ? [] : parts[2];
        ListenSocket? socket = null;
        error = string.Empty;
        if (!SipChars.IsToken(method))
            error = $"Invalid method \"{Latin1.ToText(method)}\"";
        else if (!IsUri(uri))
            error = $"Invalid request uri \"{Latin1.ToText(uri)}\"";
        else if (nextHop.Length > 0 && !IsUri(nextHop))
            error = $"Invalid next-hop uri \"{Latin1.ToText(nextHop)}\"";
        else if (!IsNone(parts[3]) && !TryFindSocket(parts[3], out socket))
            error = $"No local socket for \"{Latin1.ToText(parts[3])}\"";
        else
            error = ReadHeaders(parts[4], method) ?? Missing(body);

        return error.Length > 0 ? null : new LocalRequest
        {
            Method = method,
            RequestUri = uri,
            NextHop = nextHop,
            Socket = socket,
            From = _from!,
            To = _to!,
            CallId = _callId,
            CSeq = _cseq,
            Headers = [.. _others],
            Body = body,
            Owner = owner,
            NoAck = noAck,
        };
    }

    private static bool IsNone(ReadOnlySpan<byte> text) => text.IsEmpty || text.SequenceEqual("."u8);

    private static bool IsUri(ReadOnlySpan<byte> text) => !text.ContainsAny(SipChars.Blanks) && SipUriParser.TryParse(text, out _);

    // A CR that is no line end would let a value make lines of its own.
    private static bool HasLoneReturn(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == (byte)'\r' && (i + 1 == line.Length || line[i + 1] != (byte)'\n'))
                return true;
        }

        return false;
    }

    private bool TryFindSocket(ReadOnlySpan<byte> text, out ListenSocket? socket)
    {
        socket = SocketAddress.TryParse(text, out var address) ? address!.Find(transports) : null;
        return socket is not null;
    }

    private string Missing(byte[] body)
    {
        if (_to is null)
            return "To missing";

        if (_from is null)
            return "From missing";

        return body.Length > 0 && !_hasContentType ? "Content-Type missing" : string.Empty;
    }

    private string? ReadHeaders(ReadOnlySpan<byte> text, ReadOnlySpan<byte> method)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            while (end >= 0 && end + 1 < text.Length && SipChars.IsBlank(text[end + 1]))
                end = text[(end + 1)..].IndexOf((byte)'\n') is var next and >= 0 ? end + 1 + next : -1;

            if (end < 0)
                return "Invalid headers";

            if (ReadLine(text[..end].TrimEnd((byte)'\r'), method) is { } error)
                return error;

            text = text[(end + 1)..];
        }

        return null;
    }

    private string? ReadLine(ReadOnlySpan<byte> line, ReadOnlySpan<byte> method)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
        if (!SipChars.IsToken(name) || HasLoneReturn(line))
            return "Invalid headers";

        var value = line[(colon + 1)..].Trim(" \t"u8).ToArray();
        switch (HeaderNames.Lookup(name))
        {
            case HeaderName.Via:
                return "Invalid headers";
            case HeaderName.From:
                _from = value;
                return NameAddressParser.TryParse(value, 0, out _) ? null : "Error in From";
            case HeaderName.To:
                _to = value;
                return NameAddressParser.TryParse(value, 0, out _) ? null : "Error in To";
            case HeaderName.CallId:
                _callId = value;
                return null;
            case HeaderName.CSeq:
                return ReadCSeq(value, method);
            case HeaderName.ContentLength:
                return null;
            case HeaderName.ContentType:
                _hasContentType = true;
                break;
        }

        _others.AddRange(line);
        _others.AddRange("\r\n"u8);
        return null;
    }

    private string? ReadCSeq(ReadOnlySpan<byte> value, ReadOnlySpan<byte> method)
    {
        var digits = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0)
            digits = value.Length;

        if (!IntegerText.TryParse(value[..digits], out var number) || number > int.MaxValue)
            return "Non-numerical CSeq";

        if (!value[digits..].Trim(" \t"u8).SequenceEqual(method))
            return "CSeq method mismatch";

        _cseq = (uint)number;
        return null;
    }
}
