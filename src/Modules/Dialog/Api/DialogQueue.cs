using System.Collections.Concurrent;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>Dialogs that the database does not know as they are now; each stands in it once. State: it outlives generations.</summary>
internal sealed class DialogQueue
{
    private readonly ConcurrentQueue<SipDialog> _dialogs = new();

    /// <summary>Called when a dialog was added; must not block.</summary>
    public Action? Added { get; set; }

    /// <summary>False when calls go to the database only at the end: then only those that are in it need to wait here.</summary>
    public bool TakesNew { get; set; } = true;

    /// <summary>Adds a dialog that was answered at some time. Under its lock.</summary>
    public void Add(SipDialog dialog)
    {
        // One that ended before the database heard of it leaves no trace there.
        if (dialog.IsStored || (TakesNew && dialog.IsAnswered))
            Enqueue(dialog);
    }

    /// <summary>Adds a dialog whatever <see cref="TakesNew"/> says.</summary>
    public void AddAnswered(SipDialog dialog)
    {
        lock (dialog.Gate)
        {
            if (dialog.IsAnswered)
                Enqueue(dialog);
        }
    }


    /// <summary>Takes the oldest one.</summary>
    public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SipDialog? dialog) => _dialogs.TryDequeue(out dialog);

    private void Enqueue(SipDialog dialog)
    {
        if (dialog.IsQueued)
            return;

        dialog.IsQueued = true;
        _dialogs.Enqueue(dialog);
        Added?.Invoke();
    }
}
