using System.Security.Cryptography;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sl.Api;

namespace Signalbox.Modules.Auth;

/// <summary>Digest authentication (RFC 7616, RFC 3261 §22): life of the module.</summary>
[Module("auth", Summary = "Digest authentication: challenges, nonces, and passwords from variables.", Requires = ["sl"])]
internal sealed partial class AuthModule(StateStore state, TimeProvider time, IScriptLog log) : IModule
{
    private const int SecretBytes = 32;
    private DigestCheck _usual = null!;
    private DigestCheck _md5 = null!;
    private DigestCheck _sha256 = null!;
    private ChallengeWriter _challenges = null!;
    private IReplySender _replies = null!;
    private byte[] _realmPrefix = [];

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _replies = validation.Require<IReplySender>("sl")!;
        if (Qop is not ("" or "auth" or "auth-int"))
            validation.Error("qop", $"found '{Qop}'", "expected auth or auth-int");

        var algorithm = DigestAlgorithm.Find(Algorithm);
        if (algorithm is null)
            validation.Error("algorithm", $"found '{Algorithm}'", "expected MD5 or SHA-256");

        var nonces = new NonceMaker(SecretOf(), Settings(), time);
        _md5 = new DigestCheck(DigestAlgorithm.Md5, nonces);
        _sha256 = new DigestCheck(DigestAlgorithm.Sha256, nonces);
        _usual = algorithm == DigestAlgorithm.Sha256 ? _sha256 : _md5;
        _challenges = new ChallengeWriter(nonces, Latin1.ToBytes(Qop));
        _realmPrefix = Latin1.ToBytes(RealmPrefix);
    }

    // Random ones stay over a reload: phones go on with the nonces that they have.
    private byte[] SecretOf() => Secret.Length > 0
        ? Latin1.ToBytes(Secret)
        : state.GetOrAdd("auth:secret", static () => RandomNumberGenerator.GetBytes(SecretBytes));

    private NonceSettings Settings()
    {
        var contact = ProtectContacts ? NonceChecks.Contact : NonceChecks.None;
        return new NonceSettings
        {
            ExpireSeconds = NonceExpire,
            MaxDriftSeconds = NonceMaxDrift,
            Uses = NonceCount || OneTimeNonce ? state.GetOrAdd("auth:uses", () => new NonceUses(InFlight())) : null,
            CountsUses = NonceCount,
            OnlyOnce = OneTimeNonce,
            Register = (NonceChecks)AuthChecksRegister | contact,
            OutsideDialog = (NonceChecks)AuthChecksNoDialog | contact,
            InDialog = (NonceChecks)AuthChecksInDialog | contact,
        };
    }

    private int InFlight()
    {
        var counted = NcArrayOrder > 0 ? 1 << NcArrayOrder : NcArraySize;
        var once = OtnInFlightOrder > 0 ? 1 << OtnInFlightOrder : OtnInFlight;
        var most = Math.Max(NonceCount ? counted : 0, OneTimeNonce ? once : 0);
        return (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)most);
    }
}
