using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Core.Api;

/// <summary>The group <c>core</c>: what the workers received and passed on, under the peer's names.</summary>
internal static class CoreStatistics
{
    private const string Group = "core";

    private static readonly (SipMethod Method, string Name)[] Requests =
    [
        (SipMethod.Ack, "ack"), (SipMethod.Bye, "bye"), (SipMethod.Cancel, "cancel"), (SipMethod.Info, "info"), (SipMethod.Invite, "invite"),
        (SipMethod.Message, "message"), (SipMethod.Notify, "notify"), (SipMethod.Options, "options"), (SipMethod.Prack, "prack"),
        (SipMethod.Publish, "publish"), (SipMethod.Refer, "refer"), (SipMethod.Register, "register"), (SipMethod.Subscribe, "subscribe"), (SipMethod.Update, "update"),
    ];

    private static readonly (SipMethod Method, string Name)[] Replies =
    [
        (SipMethod.Bye, "bye"), (SipMethod.Cancel, "cancel"), (SipMethod.Invite, "invite"), (SipMethod.Message, "message"),
        (SipMethod.Prack, "prack"), (SipMethod.Refer, "refer"), (SipMethod.Register, "reg"), (SipMethod.Update, "update"),
    ];

    /// <summary>Adds them to a list.</summary>
    /// <param name="all">The list.</param>
    /// <param name="total">The sums over all workers.</param>
    public static void AddTo(List<ServerStatistic> all, WorkerCounters total)
    {
        Add(all, "bad_URIs_rcvd", total.BadUris);
        Add(all, "bad_msg_hdr", total.BadMessages);
        Add(all, "drop_replies", total.DroppedReplies);
        Add(all, "drop_requests", total.DroppedRequests);
        Add(all, "err_replies", total.FailedReplies);
        Add(all, "err_requests", total.FailedRequests);
        Add(all, "fwd_replies", total.ForwardedReplies);
        Add(all, "fwd_requests", total.ForwardedRequests);
        Add(all, "rcv_replies", total.Replies);
        Add(all, "rcv_requests", total.Requests);
        Add(all, "unsupported_methods", total.Traffic.Requests(SipMethod.Other));
        foreach (var (method, name) in Requests)
            Add(all, $"rcv_requests_{name}", total.Traffic.Requests(method));

        AddReplies(all, total.Traffic);
    }

    private static void AddReplies(List<ServerStatistic> all, TrafficCounters traffic)
    {
        Add(all, "rcv_replies_18x", traffic.Ringing);
        for (var i = 0; i < TrafficCounters.Codes.Length; i++)
            Add(all, $"rcv_replies_{TrafficCounters.Codes[i]}", traffic.RepliesOfCode(i));

        for (var codeClass = 1; codeClass <= 6; codeClass++)
        {
            Add(all, $"rcv_replies_{codeClass}xx", traffic.Replies(codeClass));
            foreach (var (method, name) in Replies)
                Add(all, $"rcv_replies_{codeClass}xx_{name}", traffic.Replies(codeClass, method));
        }
    }

    private static void Add(List<ServerStatistic> all, string name, long value) => all.Add(new ServerStatistic(Group, name, value, Counter: null));
}
