namespace Signalbox.Engine.Routing;

/// <summary>What the branch parameter of the own Via is made of.</summary>
/// <param name="bucket">Bucket of the transaction, see <see cref="Messages.BranchId.Bucket(Messages.SipMessage)"/>.</param>
/// <param name="digest">Digest of the request, see <see cref="Messages.BranchId.WriteDigest"/>.</param>
/// <param name="number">Branch number, from 0.</param>
public readonly ref struct ForwardBranch(int bucket, ReadOnlySpan<byte> digest, int number)
{
    /// <summary>Bucket of the transaction.</summary>
    public int Bucket { get; } = bucket;

    /// <summary>Digest of the request.</summary>
    public ReadOnlySpan<byte> Digest { get; } = digest;

    /// <summary>Branch number, from 0.</summary>
    public int Number { get; } = number;
}
