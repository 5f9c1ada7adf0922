using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Tm;

/// <summary>Counters of the transaction layer; they survive reloads.</summary>
internal sealed class TmStatistics
{
    private readonly Counter[] _finals = [new(), new(), new(), new(), new(), new(), new()];

    /// <summary>Transactions made for received requests.</summary>
    public Counter Server { get; } = new();

    /// <summary>Transactions made for requests of ours.</summary>
    public Counter Local { get; } = new();

    /// <summary>Replies received for a transaction.</summary>
    public Counter Received { get; } = new();

    /// <summary>Replies that ended here.</summary>
    public Counter Absorbed { get; } = new();

    /// <summary>Replies made here.</summary>
    public Counter Generated { get; } = new();

    /// <summary>Replies passed on.</summary>
    public Counter Relayed { get; } = new();

    /// <summary>Replies sent, of both kinds.</summary>
    public Counter Sent { get; } = new();

    /// <summary>Finished transactions whose final reply was of a class.</summary>
    public Counter Finals(int hundreds) => _finals[Math.Clamp(hundreds, 0, _finals.Length - 1)];
}
