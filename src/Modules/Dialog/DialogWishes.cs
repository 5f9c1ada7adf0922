using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>What the script wrote to <c>$dlg_ctx</c> while it handles the message at hand; one per worker.</summary>
internal sealed class DialogWishes
{
    private static readonly object Key = new();
    private long _message = -1;

    /// <summary><c>$dlg_ctx(on)</c>; kept and otherwise without effect.</summary>
    public long On { get; set; }

    /// <summary><c>$dlg_ctx(timeout)</c>: lifetime in s; 0 = not set.</summary>
    public int Timeout { get; set; }

    /// <summary><c>$dlg_ctx(timeout_bye)</c>.</summary>
    public bool TimeoutBye { get; set; }

    /// <summary><c>$dlg_ctx(timeout_route)</c>; empty = not set.</summary>
    public string TimeoutRoute { get; set; } = string.Empty;

    /// <summary><c>$dlg_var</c> that were set before there was a dialog.</summary>
    public DialogVariables Variables { get; private set; } = new();

    /// <summary>Those of the message that the worker is on.</summary>
    public static DialogWishes Of(WorkerState worker)
    {
        if (!worker.Locals.TryGetValue(Key, out var known))
        {
            known = new DialogWishes();
            worker.Locals.Add(Key, known);
        }

        var wishes = (DialogWishes)known;
        if (wishes._message != worker.MessageCount)
            wishes.Clear(worker.MessageCount);

        return wishes;
    }

    /// <summary>Those of the message that the worker is on, when the script wrote any; else null.</summary>
    public static DialogWishes? Find(WorkerState worker) =>
        worker.Locals.TryGetValue(Key, out var known) && ((DialogWishes)known)._message == worker.MessageCount ? (DialogWishes)known : null;

    /// <summary>Forgets them.</summary>
    public void Clear(long message)
    {
        _message = message;
        On = 0;
        Timeout = 0;
        TimeoutBye = false;
        TimeoutRoute = string.Empty;
        if (Variables.Items.Count > 0)
            Variables = new DialogVariables();
    }
}
