using System.Globalization;
using System.Security.Cryptography;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Messages;

/// <summary>
/// Makes the To tags of local replies: a fixed part of the server and a part of the request, so that a repeated request
/// gets the same tag and an ACK to a stateless reply can be recognised (RFC 3261 §8.2.7).
/// </summary>
public sealed class ToTags
{
    /// <summary>Length of a tag in bytes.</summary>
    public const int Length = 41;

    private readonly byte[] _fixedPart;

    private ToTags(string word, string address, int port, char separator)
    {
        var source = Latin1.ToBytes(word + address + port.ToString(CultureInfo.InvariantCulture));
        _fixedPart = Latin1.ToBytes(Convert.ToHexStringLower(MD5.HashData(source)) + separator);
    }

    /// <summary>Tags of stateless replies.</summary>
    /// <param name="address">Address of the first listener, without brackets.</param>
    /// <param name="port">Port of the first listener.</param>
    public static ToTags Stateless(string address, int port) => new("KAMAILIO-stateless", address, port, '.');

    /// <summary>Tags of replies of transactions.</summary>
    /// <param name="address">Address of the first listener, without brackets.</param>
    /// <param name="port">Port of the first listener.</param>
    public static ToTags Transactional(string address, int port) => new("SER-TM/tags", address, port, '-');

    /// <summary>Writes the tag for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tag">At least <see cref="Length"/> bytes.</param>
    public void Write(SipMessage request, Span<byte> tag)
    {
        _fixedPart.CopyTo(tag);
        Span<byte> digits = stackalloc byte[5];
        ReadOnlySpan<byte> host = default;
        ReadOnlySpan<byte> branch = default;
        scoped ReadOnlySpan<byte> port = default;
        if (request.TryGetVia(out var via))
        {
            host = request.Span(via.Host);
            branch = request.Span(via.Branch);
            port = via.Port > 0 && via.Port.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture)
                ? digits[..count]
                : default;
        }

        var callId = request.TryGetCallId(out var range) ? request.Span(range) : default;
        WriteReversed(Check(host, port, branch), tag[33..37]);
        WriteReversed(Check(port, host, callId), tag[37..41]);
    }

    private static ushort Check(scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second, scoped ReadOnlySpan<byte> third) =>
        Crc16.Finish(Crc16.Add(Crc16.Add(Crc16.Add(Crc16.Start, first), second), third));

    // Lowest digit first, as in the branch.
    private static void WriteReversed(ushort value, Span<byte> digits)
    {
        for (var i = 0; i < 4; i++, value >>= 4)
            digits[i] = "0123456789abcdef"u8[value & 15];
    }
}
