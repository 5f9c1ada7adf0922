using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Auth;

/// <summary>
/// Makes and checks nonces: Base64 of the end, the beginning and a keyed hash, so that nothing is kept for them. With
/// numbers for single use they also carry one.
/// </summary>
internal sealed class NonceMaker(byte[] secret, NonceSettings settings, TimeProvider time)
{
    /// <summary>Longest nonce in characters.</summary>
    public const int MaxLength = 40;

    private const int HashStart = 8;
    private const int HashLength = 16;
    private const int PlainLength = HashStart + HashLength;
    private const int NumberLength = 5;
    private const uint ByCount = uint.MaxValue - 1;

    /// <summary>Writes a nonce for a message.</summary>
    /// <returns>Its length in characters.</returns>
    public int Write(RoutingContext context, Span<byte> text)
    {
        Span<byte> raw = stackalloc byte[PlainLength + NumberLength];
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        BinaryPrimitives.WriteUInt32BigEndian(raw, (uint)(now + settings.ExpireSeconds));
        BinaryPrimitives.WriteUInt32BigEndian(raw[4..], (uint)now);
        var length = PlainLength;
        if (settings.Uses is { } uses)
        {
            BinaryPrimitives.WriteUInt32BigEndian(raw[PlainLength..], uses.Take());
            raw[^1] = 0;
            length += NumberLength;
        }

        WriteHash(context, raw[..HashStart], raw[PlainLength..length], raw.Slice(HashStart, HashLength));
        Base64.EncodeToUtf8(raw[..length], text, out _, out var written);
        return written;
    }

    /// <summary>Checks a nonce that came back.</summary>
    /// <param name="context">The message that it came with.</param>
    /// <param name="nonce">Its characters.</param>
    /// <param name="count">Counter of the client; null when there is none.</param>
    public NonceState Check(RoutingContext context, ReadOnlySpan<byte> nonce, uint? count)
    {
        Span<byte> raw = stackalloc byte[PlainLength + NumberLength + 3];
        var wanted = settings.Uses is null ? PlainLength : PlainLength + NumberLength;
        if (nonce.Length > MaxLength || Base64.DecodeFromUtf8(nonce, raw, out _, out var length) != System.Buffers.OperationStatus.Done || length != wanted)
            return NonceState.Malformed;

        Span<byte> hash = stackalloc byte[HashLength];
        WriteHash(context, raw[..HashStart], raw[PlainLength..length], hash);
        if (!CryptographicOperations.FixedTimeEquals(hash, raw.Slice(HashStart, HashLength)) || !IsInTime(raw))
            return NonceState.Stale;

        return settings.Uses is { } uses ? Use(uses, BinaryPrimitives.ReadUInt32BigEndian(raw[PlainLength..]), count) : NonceState.Good;
    }

    private NonceState Use(NonceUses uses, uint id, uint? count)
    {
        if (settings.CountsUses && count is { } given)
            return uses.TryUse(id, given) ? NonceState.Good : NonceState.Stale;

        if (!settings.OnlyOnce)
            return NonceState.Good;

        return uses.TryUse(id, ByCount) ? NonceState.Good : NonceState.Reused;
    }

    private bool IsInTime(ReadOnlySpan<byte> raw)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var end = BinaryPrimitives.ReadUInt32BigEndian(raw);
        var start = BinaryPrimitives.ReadUInt32BigEndian(raw[4..]);
        return now <= end && start <= now + settings.MaxDriftSeconds;
    }

    private void WriteHash(RoutingContext context, ReadOnlySpan<byte> times, ReadOnlySpan<byte> number, Span<byte> hash)
    {
        var text = context.Worker.RentWriter();
        text.Write(times);
        text.Write(number);
        WriteBound(context, settings.ChecksFor(context.Message), text);
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, text.Written, whole);
        whole[..HashLength].CopyTo(hash);
        context.Worker.Return(text);
    }

    private static void WriteBound(RoutingContext context, NonceChecks checks, ByteWriter text)
    {
        var message = context.Message;
        if (checks.HasFlag(NonceChecks.RequestUri))
            text.Write(message.Span(message.RequestUri));

        text.Write((byte)'\n');
        if (checks.HasFlag(NonceChecks.CallId) && message.TryGetCallId(out var callId))
            text.Write(message.Span(callId));

        text.Write((byte)'\n');
        if (checks.HasFlag(NonceChecks.FromTag) && message.TryGetFrom(out var from))
            text.Write(message.Span(from.Tag));

        text.Write((byte)'\n');
        if (checks.HasFlag(NonceChecks.Source))
            context.Received.Remote.WriteHost(text);

        if (checks.HasFlag(NonceChecks.Contact) && message.Find(HeaderName.Contact) is var contact and >= 0)
            text.Write(message.Span(message.Header(contact).Value));
    }
}
