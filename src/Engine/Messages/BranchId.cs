using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Parsing;

namespace Signalbox.Engine.Messages;

/// <summary>
/// The branch parameter of the own Via: the same request gets the same branch again, so statelessly forwarded
/// retransmissions match downstream (RFC 3261 §16.11). Form: magic cookie, bucket in reversed hexadecimal, MD5, number.
/// </summary>
public static class BranchId
{
    // Per thread: the parts of a large request can be longer than what a stack should hold.
    [ThreadStatic]
    private static ByteWriter? s_text;

    // Per thread: making one costs as much as using it.
    [ThreadStatic]
    private static IncrementalHash? s_hash;

    /// <summary>Number of buckets.</summary>
    public const int Buckets = 65536;

    /// <summary>Length of the MD5 text.</summary>
    public const int DigestLength = 32;

    /// <summary>What every branch of RFC 3261 begins with.</summary>
    public static ReadOnlySpan<byte> MagicCookie => "z9hG4bK"u8;

    /// <summary>Bucket of a transaction: a function of Call-ID and the digits of CSeq as they are written.</summary>
    /// <returns>0 to <see cref="Buckets"/> - 1.</returns>
    public static int Bucket(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> cseqDigits)
    {
        var hash = Mix(Mix(0, callId), cseqDigits);
        hash += (hash >> 11) + (hash >> 13) + (hash >> 23);
        return (int)(hash & (Buckets - 1));
    }

    /// <summary>Bucket of a request; 0 when Call-ID or CSeq cannot be read.</summary>
    public static int Bucket(SipMessage message) => message.TryGetCallId(out var callId) && message.TryGetCSeq(out var cseq)
        ? Bucket(message.Span(callId), message.Span(cseq.NumberText))
        : 0;

    /// <summary>
    /// Writes the MD5 of what identifies a request: tags (the one of To not for INVITE, ACK and CANCEL), Call-ID,
    /// Request-URI, CSeq number, and host, port and branch of the top Via.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="digest">At least <see cref="DigestLength"/> bytes; gets lower-case hexadecimal.</param>
    public static void WriteDigest(SipMessage request, Span<byte> digest)
    {
        var text = s_text ??= new ByteWriter(1024);
        text.Clear();
        if (request.TryGetFrom(out var from))
            text.Write(request.Span(from.Tag));

        if (request.Method is not (SipMethod.Invite or SipMethod.Ack or SipMethod.Cancel) && request.TryGetTo(out var to))
            text.Write(request.Span(to.Tag));

        if (request.TryGetCallId(out var callId))
            text.Write(request.Span(callId));

        text.Write(request.Span(request.RequestUri));
        if (request.TryGetCSeq(out var cseq))
            text.Write(request.Span(cseq.NumberText));

        WriteVia(request, text);
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        var md5 = s_hash ??= IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(text.Written);
        md5.GetHashAndReset(hash);
        Convert.TryToHexStringLower(hash, digest[..DigestLength], out _);
    }

    /// <summary>Writes a whole branch.</summary>
    /// <param name="bucket">From <see cref="Bucket(SipMessage)"/>.</param>
    /// <param name="digest">From <see cref="WriteDigest"/>.</param>
    /// <param name="number">Branch number, from 0.</param>
    /// <param name="output">Gets the branch.</param>
    public static void Write(int bucket, ReadOnlySpan<byte> digest, int number, ByteWriter output)
    {
        output.Write(MagicCookie);
        do
        {
            output.Write(HexDigit(bucket & 15));
            bucket >>= 4;
        }
        while (bucket > 0);

        output.Write((byte)'.');
        output.Write(digest);
        output.Write((byte)'.');
        output.WriteHex((ulong)number);
    }

    /// <summary>Takes a branch made by <see cref="Write"/> apart.</summary>
    /// <returns>False for any other branch.</returns>
    public static bool TryParse(ReadOnlySpan<byte> branch, out int bucket, out ReadOnlySpan<byte> digest, out int number)
    {
        bucket = 0;
        number = 0;
        digest = default;
        if (!branch.StartsWith(MagicCookie))
            return false;

        branch = branch[MagicCookie.Length..];
        var dot = branch.IndexOf((byte)'.');
        if (dot is < 1 or > 4 || branch.Length < dot + DigestLength + 3 || branch[dot + 1 + DigestLength] != (byte)'.')
            return false;

        digest = branch.Slice(dot + 1, DigestLength);
        return TryReadReversed(branch[..dot], out bucket) && TryReadHex(branch[(dot + DigestLength + 2)..], out number);
    }

    private static void WriteVia(SipMessage request, ByteWriter text)
    {
        if (!request.TryGetVia(out var via))
            return;

        text.Write(request.Span(via.Host));
        if (via.Port > 0)
            text.Write((long)via.Port);

        text.Write(request.Span(via.Branch));
    }

    private static uint Mix(uint hash, ReadOnlySpan<byte> text)
    {
        for (; text.Length >= 4; text = text[4..])
        {
            var word = BinaryPrimitives.ReadUInt32BigEndian(text);
            hash += word ^ (word >> 3);
        }

        uint rest = 0;
        foreach (var b in text)
            rest = (rest << 8) | b;

        return hash + (rest ^ (rest >> 3));
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private static bool TryReadReversed(ReadOnlySpan<byte> digits, out int value)
    {
        Span<byte> forward = stackalloc byte[4];
        for (var i = 0; i < digits.Length; i++)
            forward[digits.Length - 1 - i] = digits[i];

        return TryReadHex(forward[..digits.Length], out value);
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out int value) =>
        Utf8Parser.TryParse(digits, out value, out var read, 'x') && read == digits.Length && value >= 0;
}
