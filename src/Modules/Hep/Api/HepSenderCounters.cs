namespace Signalbox.Modules.Hep.Api;

/// <summary>What a sender did.</summary>
/// <param name="Sent">Packets written to a connection.</param>
/// <param name="Dropped">Packets thrown away because the queue was full, or left at the end.</param>
/// <param name="Waiting">Packets that wait now.</param>
/// <param name="Connects">Connections made, the first one included.</param>
internal readonly record struct HepSenderCounters(long Sent, long Dropped, int Waiting, long Connects);
