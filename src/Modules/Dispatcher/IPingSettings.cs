using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Dispatcher;

/// <summary>What <see cref="DispatchPinger"/> goes by; some of it may change while the server runs.</summary>
internal interface IPingSettings
{
    /// <summary>All sets.</summary>
    IReadOnlyList<DispatchSet> Sets { get; }

    /// <summary>False while pings are switched off.</summary>
    bool IsPinging { get; }

    /// <summary>Which destinations are pinged.</summary>
    int ProbingMode { get; }

    /// <summary>Failures in a row that take a destination out of use.</summary>
    int ProbingThreshold { get; }

    /// <summary>Answers in a row that bring it back.</summary>
    int InactiveThreshold { get; }

    /// <summary>Answers that count as good.</summary>
    ReplyCodes GoodReplies { get; }

    /// <summary>Method of pings.</summary>
    string PingMethod { get; }

    /// <summary>From URI of pings.</summary>
    string PingFrom { get; }

    /// <summary>Next hop of pings; empty = the destination.</summary>
    string OutboundProxy { get; }

    /// <summary>True when answer times are measured.</summary>
    bool MeasuresLatency { get; }

    /// <summary>How much of the estimate a new answer time leaves, in thousandths.</summary>
    int LatencyAlpha { get; }

    /// <summary>Who is told of changes.</summary>
    DispatchEvents Events { get; }

    /// <summary>The socket to send from; null = the one that fits.</summary>
    ListenSocket? SocketOf(DispatchTarget target);
}
