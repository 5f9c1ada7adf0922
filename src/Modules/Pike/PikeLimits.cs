namespace Signalbox.Modules.Pike;

/// <summary>The limits of a generation.</summary>
/// <param name="Density">Requests of one address in a sampling time.</param>
/// <param name="KeepSeconds">How long an address is remembered.</param>
internal sealed record PikeLimits(int Density, int KeepSeconds)
{
    /// <summary>Requests from a range of addresses before it is looked at in more detail.</summary>
    public int RangeDensity => Density >> 2;
}
