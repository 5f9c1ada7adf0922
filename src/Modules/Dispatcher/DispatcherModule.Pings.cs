using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Dispatcher;

/// <content>What pings go by.</content>
internal sealed partial class DispatcherModule : IPingSettings
{
    /// <inheritdoc />
    IReadOnlyList<DispatchSet> IPingSettings.Sets => Table.All;

    /// <inheritdoc />
    bool IPingSettings.IsPinging => Switches.Pinging != 0;

    /// <inheritdoc />
    bool IPingSettings.MeasuresLatency => LatencyStatistics != 0;

    /// <inheritdoc />
    ReplyCodes IPingSettings.GoodReplies => Volatile.Read(ref _goodReplies);

    /// <inheritdoc />
    DispatchEvents IPingSettings.Events => _events;

    /// <inheritdoc />
    ListenSocket? IPingSettings.SocketOf(DispatchTarget target) => SocketOf(target);
}
