using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>Requests that waited for a connection which never came up: their branches end with 477 instead of a timeout.</summary>
internal sealed class UnsentStep(TransactionLayer layer)
{
    private static readonly TimeSpan GateLimit = TimeSpan.FromSeconds(2);

    /// <summary>Ends the branch that a request belongs to, when it still waits for that peer.</summary>
    public void Fail(ReadOnlySpan<byte> request, in HostEndPoint remote)
    {
        var message = new SipMessage();
        if (!message.TryParse(request.ToArray(), request.Length) || !message.IsRequest || message.Method is SipMethod.Ack or SipMethod.Cancel)
            return;

        if (!message.TryGetVia(out var via) || !BranchId.TryParse(message.Span(via.Branch), out var bucket, out var digest, out var number)
            || !message.TryGetCSeq(out var cseq) || layer.Services.Table.Find(bucket, digest, message, cseq) is not { } transaction)
        {
            return;
        }

        Fail(transaction, number, remote);
        transaction.Release();
    }

    // A script that holds the transaction for so long leaves the branch to its timer.
    private static void Fail(Transaction transaction, int number, in HostEndPoint remote)
    {
        if (!transaction.Gate.TryEnter(GateLimit))
            return;

        try
        {
            // Sent elsewhere meanwhile, answered, or ended: then it is not about this branch any more.
            if (transaction.IsLive && transaction.Branch(number) is { Status: 0, Deadline: not 0 } branch && branch.Destination.Remote.Equals(remote))
            {
                branch.FailedStatus = RelayErrors.StatusOf(477);
                transaction.Layer.BranchTimers.Failed(branch);
            }
        }
        finally
        {
            transaction.Gate.Exit();
        }
    }
}
