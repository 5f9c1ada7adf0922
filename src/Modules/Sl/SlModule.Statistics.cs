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

    /// <summary>Other 1xx replies.</summary>
    [Statistic("1xx_replies", Summary = "Stateless 1xx replies without a counter of their own.")]
    public Counter Replies1xx => _statistics.OfClass(1);

    /// <summary>202 replies.</summary>
    [Statistic("202_replies", Summary = "Stateless 202 replies.")]
    public Counter Replies202 => _statistics.OfCode(202);

    /// <summary>Other 2xx replies.</summary>
    [Statistic("2xx_replies", Summary = "Stateless 2xx replies without a counter of their own.")]
    public Counter Replies2xx => _statistics.OfClass(2);

    /// <summary>300 replies.</summary>
    [Statistic("300_replies", Summary = "Stateless 300 replies.")]
    public Counter Replies300 => _statistics.OfCode(300);

    /// <summary>301 replies.</summary>
    [Statistic("301_replies", Summary = "Stateless 301 replies.")]
    public Counter Replies301 => _statistics.OfCode(301);

    /// <summary>302 replies.</summary>
    [Statistic("302_replies", Summary = "Stateless 302 replies.")]
    public Counter Replies302 => _statistics.OfCode(302);

    /// <summary>Other 3xx replies.</summary>
    [Statistic("3xx_replies", Summary = "Stateless 3xx replies without a counter of their own.")]
    public Counter Replies3xx => _statistics.OfClass(3);

    /// <summary>400 replies.</summary>
    [Statistic("400_replies", Summary = "Stateless 400 replies.")]
    public Counter Replies400 => _statistics.OfCode(400);

    /// <summary>401 replies.</summary>
    [Statistic("401_replies", Summary = "Stateless 401 replies.")]
    public Counter Replies401 => _statistics.OfCode(401);

    /// <summary>403 replies.</summary>
    [Statistic("403_replies", Summary = "Stateless 403 replies.")]
    public Counter Replies403 => _statistics.OfCode(403);

    /// <summary>407 replies.</summary>
    [Statistic("407_replies", Summary = "Stateless 407 replies.")]
    public Counter Replies407 => _statistics.OfCode(407);

    /// <summary>408 replies.</summary>
    [Statistic("408_replies", Summary = "Stateless 408 replies.")]
    public Counter Replies408 => _statistics.OfCode(408);

    /// <summary>483 replies.</summary>
    [Statistic("483_replies", Summary = "Stateless 483 replies.")]
    public Counter Replies483 => _statistics.OfCode(483);

    /// <summary>500 replies.</summary>
    [Statistic("500_replies", Summary = "Stateless 500 replies.")]
    public Counter Replies500 => _statistics.OfCode(500);

    /// <summary>Other 6xx replies.</summary>
    [Statistic("6xx_replies", Summary = "Stateless 6xx replies without a counter of their own.")]
    public Counter Replies6xx => _statistics.OfClass(6);

    /// <summary>Replies of no known class.</summary>
    [Statistic("xxx_replies", Summary = "Stateless replies with a code outside 100 to 699.")]
    public Counter RepliesXxx => _statistics.OfClass(0);

    /// <summary>Counters by code.</summary>
    [Rpc("sl.stats", Summary = "Shows counters of stateless replies by code.")]
    public void Stats(RpcCall call)
    {
        var row = call.AddStruct();
        foreach (var (name, code) in Shown)
            row.With(name, code < 10 ? _statistics.OfClass(code).Value : _statistics.OfCode(code).Value);
    }
}
