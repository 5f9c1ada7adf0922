using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Sl;

/// <content>Statistics and RPC.</content>
internal sealed partial class SlModule
{
    private static readonly (string Name, int Code)[] Shown =
    [
        ("200", 200), ("202", 202), ("2xx", 2), ("300", 300), ("301", 301), ("302", 302), ("3xx", 3), ("400", 400), ("401", 401),
        ("403", 403), ("404", 404), ("407", 407), ("408", 408), ("483", 483), ("4xx", 4), ("500", 500), ("5xx", 5), ("6xx", 6), ("xxx", 0),
    ];

    /// <summary>Replies sent.</summary>
    [Statistic("sent_replies", Summary = "Stateless replies sent.")]
    public Counter SentReplies => _statistics.Sent;

    /// <summary>Error replies sent.</summary>
    [Statistic("sent_err_replies", Summary = "Stateless replies that carried an internal error.")]
    public Counter SentErrorReplies => _statistics.SentErrors;

    /// <summary>Replies that could not be sent.</summary>
    [Statistic("failures", Summary = "Stateless replies that could not be sent.")]
    public Counter Failures => _statistics.Failures;

    /// <summary>ACKs absorbed.</summary>
    [Statistic("received_ACKs", Summary = "ACKs to stateless replies, absorbed.")]
    public Counter ReceivedAcks => _statistics.FilteredAcks;

    /// <summary>200 replies.</summary>
    [Statistic("200_replies", Summary = "Stateless 200 replies.")]
    public Counter Replies200 => _statistics.OfCode(200);

    /// <summary>404 replies.</summary>
    [Statistic("404_replies", Summary = "Stateless 404 replies.")]
    public Counter Replies404 => _statistics.OfCode(404);

    /// <summary>Other 4xx replies.</summary>
    [Statistic("4xx_replies", Summary = "Stateless 4xx replies without a counter of their own.")]
    public Counter Replies4xx => _statistics.OfClass(4);

    /// <summary>Other 5xx replies.</summary>
    [Statistic("5xx_replies", Summary = "Stateless 5xx replies without a counter of their own.")]
    public Counter Replies5xx => _statistics.OfClass(5);

    /// <summary>Counters by code.</summary>
    [Rpc("sl.stats", Summary = "Shows counters of stateless replies by code.")]
    public void Stats(RpcCall call)
    {
        var row = call.AddStruct();
        foreach (var (name, code) in Shown)
            row.With(name, code < 10 ? _statistics.OfClass(code).Value : _statistics.OfCode(code).Value);
    }
}
