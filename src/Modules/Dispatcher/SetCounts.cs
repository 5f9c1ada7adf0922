namespace Signalbox.Modules.Dispatcher;

/// <summary>What ds_dsg_fetch found.</summary>
/// <param name="Set">The set.</param>
/// <param name="All">Destinations.</param>
/// <param name="Active">Those of them that are in use.</param>
internal sealed record SetCounts(int Set, int All, int Active)
{
    /// <summary>Share of those in use, in percent.</summary>
    public int ActivePercent => All == 0 ? 0 : Active * 100 / All;
}
