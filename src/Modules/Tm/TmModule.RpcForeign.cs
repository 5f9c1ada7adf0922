using System.Globalization;
using Signalbox.Engine.Control;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <content>RPC commands on one transaction.</content>
internal sealed partial class TmModule
{
    /// <summary>What other modules and operators do to transactions.</summary>
    public ForeignStep Foreign => _foreign;

    /// <summary>Cancels by Call-ID and CSeq.</summary>
    [Rpc("tm.cancel", Mi = "t_uac_cancel", Summary = "Cancels an INVITE: Call-ID, CSeq.")]
    public void CancelRpc(RpcCall call)
    {
        if (call.Text(0) is not { } callId || call.Text(1) is not { } cseq)
        {
            call.Fault(400, "Callid and CSeq expected as parameters");
            return;
        }

        if (cseq.AsSpan().ContainsAnyExceptInRange('0', '9') || _foreign.Find(Latin1.ToBytes(callId), Latin1.ToBytes(cseq)) is not { } transaction)
            call.Fault(400, "Transaction not found");
        else
            Do(transaction, call, (one, worker) => _foreign.Cancel(one, worker, 0, 0), "Transaction not found");
    }

    /// <summary>Answers by the number of the transaction.</summary>
    [Rpc("tm.reply", Summary = "Answers a transaction: code, reason, index:label, To tag (not used).")]
    public void ReplyRpc(RpcCall call)
    {
        if (!TryGetReply(call, out var code, out var reason))
            return;

        var id = call.Text(2)?.Split(':') ?? [];
        if (id.Length != 2 || !int.TryParse(id[0], CultureInfo.InvariantCulture, out var index) || !uint.TryParse(id[1], CultureInfo.InvariantCulture, out var label))
            call.Fault(400, "Transaction ID expected");
        else
            Answer(_services.Table.Find(new TransactionId(index, label)), call, code, reason);
    }

    /// <summary>Answers by Call-ID and CSeq.</summary>
    [Rpc("tm.reply_callid", Summary = "Answers a transaction: code, reason, Call-ID, CSeq, To tag (not used).")]
    public void ReplyCallIdRpc(RpcCall call)
    {
        if (!TryGetReply(call, out var code, out var reason))
            return;

        if (call.Text(2) is not { } callId)
            call.Fault(400, "Call-ID expected");
        else if (call.Text(3) is not { } cseq)
            call.Fault(400, "CSeq expected");
        else
            Answer(_foreign.Find(Latin1.ToBytes(callId), Latin1.ToBytes(cseq)), call, code, reason);
    }

    /// <summary>Sends the last reply again, by the number of the transaction.</summary>
    [Rpc("tm.retransmit_reply", Summary = "Sends the last reply of a transaction again: index, label.")]
    public void RetransmitRpc(RpcCall call)
    {
        if (call.Integer(0) is not { } index || call.Integer(1) is not { } label)
            call.Fault(400, "Transaction index and label expected");
        else
            Repeat(_services.Table.Find(new TransactionId((int)index, (uint)label)), call);
    }

    /// <summary>Sends the last reply again, by Call-ID and CSeq.</summary>
    [Rpc("tm.retransmit_reply_callid", Summary = "Sends the last reply of a transaction again: Call-ID, CSeq.")]
    public void RetransmitCallIdRpc(RpcCall call)
    {
        if (call.Text(0) is not { } callId || call.Text(1) is not { } cseq)
            call.Fault(400, "Callid and CSeq expected as parameters");
        else
            Repeat(_foreign.Find(Latin1.ToBytes(callId), Latin1.ToBytes(cseq)), call);
    }

    /// <summary>The peer has it only when it is compiled in, which it is not.</summary>
    [Rpc("tm.hash_stats", Summary = "Not there, as in the peer's packages.")]
    public static void HashStats(RpcCall call) => call.Fault(500, "Hash statistics not supported (tryrecompiling with -DTM_HASH_STATS)");

    /// <summary>Nothing to do: ended transactions go by themselves.</summary>
    [Rpc("tm.clean", Summary = "Nothing to do: ended transactions go by themselves.")]
    public static void CleanRpc(RpcCall call)
    {
        // Answers with nothing, as the peer does.
    }

    private static bool TryGetReply(RpcCall call, out int code, out byte[] reason)
    {
        code = (int)Math.Clamp(call.Integer(0) ?? 0, 0, 1000);
        reason = Latin1.ToBytes(call.Text(1) ?? string.Empty);
        if (code is < 100 or > 699)
            call.Fault(400, "Reply code expected");
        else if (call.Text(1) is null)
            call.Fault(400, "Reason phrase expected");
        else if (reason.AsSpan().ContainsAny("\r\n"u8))
            call.Fault(400, "Reason phrase with a line end");

        return call.FaultCode == 0;
    }

    private void Answer(Transaction? transaction, RpcCall call, int code, byte[] reason)
    {
        if (transaction is null)
            call.Fault(481, "No such transaction");
        else
            Do(transaction, call, (one, worker) => _foreign.Answer(one, worker, code, reason), "Reply failed");
    }

    private void Repeat(Transaction? transaction, RpcCall call)
    {
        if (transaction is null)
            call.Fault(481, "No such transaction");
        else
            Do(transaction, call, _foreign.Repeat, "No reply to send");
    }

    // The thread of an RPC command has no worker, which routes and sockets need.
    private void Do(Transaction transaction, RpcCall call, Func<Transaction, WorkerState, bool> action, string failure)
    {
        var work = new ForeignWork(transaction, action);
        if (!_services.Workers.TryPost(work))
            transaction.Release();
        else if (work.Wait(SendLimit) && work.IsDone)
            return;

        call.Fault(400, failure);
    }
}
