using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>
/// One call from INVITE to BYE. State: it outlives generations. Everything but identity is guarded by <see cref="Gate"/>;
/// nothing that sends or runs a route happens under it.
/// </summary>
internal sealed class SipDialog : TimerNode
{
    private readonly DialogTable _table;

    /// <summary>Makes a dialog that is in no table yet.</summary>
    public SipDialog(DialogTable table, DialogTexts texts, int hash)
    {
        _table = table;
        Texts = texts;
        Hash = hash;
    }

    /// <summary>Guards the dialog.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Texts.</summary>
    public DialogTexts Texts { get; }

    /// <summary>First half of its id (h_entry).</summary>
    public int Entry { get; set; }

    /// <summary>Second half of its id (h_id).</summary>
    public uint Id { get; set; }

    /// <summary>Hash of the Call-ID in this process.</summary>
    public int Hash { get; }

    /// <summary>Next one of the same slot by id.</summary>
    public SipDialog? NextOfId { get; set; }

    /// <summary>Next one of the same Call-ID hash.</summary>
    public SipDialog? NextOfHash { get; set; }

    /// <summary>True from entry into the table to removal.</summary>
    public bool IsListed { get; set; }

    /// <summary>True while it waits for the database.</summary>
    public bool IsQueued { get; set; }

    /// <summary>True when the database has a row of it.</summary>
    public bool IsStored { get; set; }

    /// <summary>How far it has come.</summary>
    public DialogState State { get; set; } = DialogState.Unconfirmed;

    /// <summary>Flags.</summary>
    public DialogFlags Flags { get; set; }

    /// <summary>Flags of the script (dlg_setflag), bit 0 to 31.</summary>
    public uint ScriptFlags { get; set; }

    /// <summary>What the script asked for.</summary>
    public DialogOptions Options { get; set; }

    /// <summary>When it was made, Unix seconds.</summary>
    public long InitTime { get; init; }

    /// <summary>When it was answered; 0 = not yet.</summary>
    public long StartTime { get; set; }

    /// <summary>When it ended; 0 = not yet.</summary>
    public long EndTime { get; set; }

    /// <summary>Seconds that it may last after the answer or the last request.</summary>
    public int Lifetime { get; set; }

    /// <summary>When it times out, Unix seconds; 0 = no timer runs.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>When something is due next, in timer ms; later than what the wheel knows at times.</summary>
    public long DueMilliseconds { get; set; }

    /// <summary>What the wheel was told last, in timer ms.</summary>
    public long ScheduledMilliseconds { get; set; }

    /// <summary>Last CSeq of the caller.</summary>
    public uint CallerCSeq { get; set; }

    /// <summary>Last CSeq of the callee; 0 before it sent a request.</summary>
    public uint CalleeCSeq { get; set; }

    /// <summary>Socket that faces the caller.</summary>
    public ListenSocket? CallerSocket { get; set; }

    /// <summary>Socket that faces the callee.</summary>
    public ListenSocket? CalleeSocket { get; set; }

    /// <summary>route that runs when it times out; empty = none.</summary>
    public string TimeoutRoute { get; set; } = string.Empty;

    /// <summary>Variables; null = none.</summary>
    public DialogVariables? Variables { get; set; }

    /// <summary>Profiles it belongs to, oldest first; null = none.</summary>
    public List<ProfileMembership>? Profiles { get; set; }

    /// <summary>Objects of other modules; null = none.</summary>
    public ContextItems? Items { get; set; }

    /// <summary>The transaction of its first INVITE; null before there is one.</summary>
    public TransactionId? Opening { get; set; }

    /// <summary>BYEs of ours that are under way.</summary>
    public int OpenByes { get; set; }

    /// <summary>True when it ended by its lifetime, without a BYE.</summary>
    public bool HasExpired { get; set; }

    /// <summary>Keepalives in a row that failed.</summary>
    public int FailedKeepalives { get; set; }

    /// <summary>When the next keepalive is due, Unix seconds; 0 = none.</summary>
    public long NextKeepalive { get; set; }

    /// <summary>True while it can be answered or is.</summary>
    public bool IsAlive => State != DialogState.Deleted;

    /// <summary>True from the answer to the end.</summary>
    public bool IsAnswered => State is DialogState.ConfirmedNoAck or DialogState.Confirmed;

    /// <summary>The side whose tags a request carries; <see cref="DialogSide.None"/> when it is not of this dialog.</summary>
    /// <param name="callId">Call-ID.</param>
    /// <param name="fromTag">Tag of From.</param>
    /// <param name="toTag">Tag of To; empty in an initial request.</param>
    public DialogSide SideOf(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> fromTag, ReadOnlySpan<byte> toTag)
    {
        if (!Texts[DialogField.CallId].SequenceEqual(callId))
            return DialogSide.None;

        var caller = Texts[DialogField.CallerTag];
        if (!Texts.IsSet(DialogField.CalleeTag))
            return EarlySideOf(caller, fromTag, toTag);

        var callee = Texts[DialogField.CalleeTag];
        if (caller.SequenceEqual(fromTag) && callee.SequenceEqual(toTag))
            return DialogSide.Caller;

        return caller.SequenceEqual(toTag) && callee.SequenceEqual(fromTag) ? DialogSide.Callee : DialogSide.None;
    }

    /// <summary>The side whose tags a message carries.</summary>
    public DialogSide SideOf(SipMessage message) => message.TryGetCallId(out var callId) && message.TryGetFrom(out var from) && message.TryGetTo(out var to)
        ? SideOf(message.Span(callId), message.Span(from.Tag), message.Span(to.Tag))
        : DialogSide.None;

    /// <summary>Says that the database does not know it as it is now. Under <see cref="Gate"/>.</summary>
    public void MarkChanged() => _table.Changes?.Add(this);

    /// <inheritdoc />
    public override void Fire(WorkerState worker) => _table.Clock?.Fire(this, worker);

    // Before the answer any tag of the callee is as good as another: branches ring with tags of their own.
    private static DialogSide EarlySideOf(ReadOnlySpan<byte> caller, ReadOnlySpan<byte> fromTag, ReadOnlySpan<byte> toTag)
    {
        if (caller.SequenceEqual(fromTag))
            return DialogSide.Caller;

        return !toTag.IsEmpty && caller.SequenceEqual(toTag) ? DialogSide.Callee : DialogSide.None;
    }
}
