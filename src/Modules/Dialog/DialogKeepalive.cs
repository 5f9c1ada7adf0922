using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Asks the parties of a call whether they are still there: OPTIONS inside of the dialog.</summary>
internal sealed class DialogKeepalive(DialogSettings settings, DialogRequestMaker maker, DialogLives lives) : ILocalRequestOwner
{
    // As the peer: a call that is gone ends a little later.
    private const int GoneSeconds = 10;

    /// <summary>The way out; null without tm.</summary>
    public ILocalRequests? Sender { get; set; }

    /// <summary>Plans the next one. Under the lock of the dialog.</summary>
    public void Plan(SipDialog dialog, long now) => dialog.NextKeepalive = now + settings.KeepaliveInterval;

    /// <summary>Sends to those that the script chose (ka-src, ka-dst).</summary>
    public void Send(SipDialog dialog, WorkerState worker)
    {
        if ((dialog.Options & DialogOptions.KeepaliveCaller) != DialogOptions.None)
            Send(dialog, DialogSide.Caller, worker);

        if ((dialog.Options & DialogOptions.KeepaliveCallee) != DialogOptions.None)
            Send(dialog, DialogSide.Callee, worker);
    }

    /// <inheritdoc />
    public void Answered(LocalRequest request, in LocalReply reply)
    {
        if (!reply.IsFinal || request.State is not SipDialog dialog)
            return;

        lock (dialog.Gate)
        {
            // Any other answer comes from a party that knows the call.
            dialog.FailedKeepalives = reply.Code is 408 or 481 ? dialog.FailedKeepalives + 1 : 0;
            if (dialog.FailedKeepalives >= settings.KeepaliveFailures && dialog.IsAnswered)
                lives.Extend(dialog, GoneSeconds);
        }
    }

    private void Send(SipDialog dialog, DialogSide side, WorkerState worker)
    {
        if (maker.MakeKeepalive(dialog, side, this) is { } request)
            Sender?.Send(request, worker);
    }
}
