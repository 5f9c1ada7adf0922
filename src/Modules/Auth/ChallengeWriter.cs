using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Auth;

/// <summary>Writes challenges: <c>WWW-Authenticate: Digest realm="…", nonce="…"</c> and what the flags add, in the peer's order.</summary>
internal sealed class ChallengeWriter(NonceMaker nonces, byte[] qop)
{
    /// <summary>Writes the line without its end.</summary>
    public void Write(RoutingContext context, string header, ReadOnlySpan<byte> realm, ChallengeFlags flags, DigestAlgorithm algorithm, ByteWriter line)
    {
        Span<byte> nonce = stackalloc byte[NonceMaker.MaxLength];
        var length = nonces.Write(context, nonce);
        line.Write(header);
        line.Write(": Digest realm=\""u8);
        line.Write(realm);
        line.Write("\", nonce=\""u8);
        line.Write(nonce[..length]);
        line.Write((byte)'"');
        var wanted = Qop(flags);
        if (!wanted.IsEmpty)
        {
            line.Write(", qop=\""u8);
            line.Write(wanted);
            line.Write((byte)'"');
        }

        if (flags.HasFlag(ChallengeFlags.Stale))
            line.Write(", stale=true"u8);

        if (algorithm.Name.Length == 0)
            return;

        line.Write(", algorithm="u8);
        line.Write(algorithm.Name);
    }

    private ReadOnlySpan<byte> Qop(ChallengeFlags flags)
    {
        if (flags.HasFlag(ChallengeFlags.AuthInt))
            return "auth-int"u8;

        return flags.HasFlag(ChallengeFlags.Auth) ? "auth"u8 : qop;
    }
}
