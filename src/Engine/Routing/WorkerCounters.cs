namespace Signalbox.Engine.Routing;

/// <summary>
/// What one worker counted since the start. One writer, so counting is a plain addition; a reader sums all workers
/// (<c>WorkerRegistry.Total</c>) and may be a message late. Names follow the peer's core statistics.
/// </summary>
public sealed class WorkerCounters
{
    /// <summary>Requests received (<c>rcv_requests</c>).</summary>
    public long Requests { get; internal set; }

    /// <summary>Replies received (<c>rcv_replies</c>).</summary>
    public long Replies { get; internal set; }

    /// <summary>Requests that no route was run for, because there is none or that could not be forwarded without a transaction (<c>drop_requests</c>).</summary>
    public long DroppedRequests { get; internal set; }

    /// <summary>Replies dropped by reply_route or without a next Via (<c>drop_replies</c>).</summary>
    public long DroppedReplies { get; internal set; }

    /// <summary>Requests forwarded without a transaction (<c>fwd_requests</c>).</summary>
    public long ForwardedRequests { get; internal set; }

    /// <summary>Requests with a header that cannot be read, or without one that every request has (<c>err_requests</c>).</summary>
    public long FailedRequests { get; internal set; }

    /// <summary>What was received, by method, class and code.</summary>
    public TrafficCounters Traffic { get; } = new();

    /// <summary>Replies forwarded by their Via (<c>fwd_replies</c>).</summary>
    public long ForwardedReplies { get; internal set; }

    /// <summary>Replies that could not be sent on (<c>err_replies</c>).</summary>
    public long FailedReplies { get; internal set; }

    /// <summary>Bytes that are no SIP message, or lack a header that every message has (<c>bad_msg_hdr</c>).</summary>
    public long BadMessages { get; internal set; }

    /// <summary>Requests that could not be sent on for their request URI (<c>bad_URIs_rcvd</c>).</summary>
    public long BadUris { get; private set; }

    /// <summary>Keepalives and datagrams too short for a message.</summary>
    public long Keepalives { get; internal set; }

    /// <summary>Datagrams and stream messages that modules took before parsing, e.g. HEP packets.</summary>
    public long TakenByHooks { get; internal set; }

    /// <summary>Messages lost to a defect; each cause is logged once.</summary>
    public long Faults { get; internal set; }

    /// <summary>Receive calls that the kernel refused, e.g. after an ICMP error.</summary>
    public long ReceiveErrors { get; internal set; }

    /// <summary>Counts a request URI that cannot be used.</summary>
    public void NoteBadUri() => BadUris++;

    internal void AddTo(WorkerCounters total)
    {
        total.Requests += Requests;
        total.Replies += Replies;
        total.DroppedRequests += DroppedRequests;
        total.DroppedReplies += DroppedReplies;
        Traffic.AddTo(total.Traffic);
        total.ForwardedRequests += ForwardedRequests;
        total.FailedRequests += FailedRequests;
        total.ForwardedReplies += ForwardedReplies;
        total.FailedReplies += FailedReplies;
        total.BadMessages += BadMessages;
        total.BadUris += BadUris;
        total.Keepalives += Keepalives;
        total.TakenByHooks += TakenByHooks;
        total.Faults += Faults;
        total.ReceiveErrors += ReceiveErrors;
    }
}
