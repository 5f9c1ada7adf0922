using System.Collections.Concurrent;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Acc;

/// <summary>
/// Records of whole calls: times are noted as the call goes, the record is written when the dialog is forgotten, so that
/// variables of the call which the script sets after the BYE are in it.
/// </summary>
/// <param name="settings">Which calls, and what about them.</param>
/// <param name="time">Clock.</param>
/// <param name="pending">Calls that ended and have no record yet; they outlive generations.</param>
internal sealed class CallRecords(CallRecordSettings settings, TimeProvider time, ConcurrentDictionary<SipDialog, CallRecord> pending)
{
    private static readonly ItemSlot<CallRecord> Slot = new();
    private long _ended;

    /// <summary>Where lines go; null = nowhere.</summary>
    public CallLineWriter? Lines { get; init; }

    /// <summary>Where rows go; null = nowhere.</summary>
    public CallRowWriter? Rows { get; init; }

    /// <summary>A call began; a spiral of it changes nothing.</summary>
    public void Began(SipDialog dialog) => Of(dialog);

    /// <summary>A call was answered.</summary>
    public void Answered(SipDialog dialog)
    {
        if (settings.StartsConfirmed)
            Of(dialog).Began = Now;
    }

    /// <summary>A request came within a call: the first ACK confirms it.</summary>
    public void Within(RoutingContext request, SipDialog dialog)
    {
        if (!settings.StartsConfirmed || request.Message.Method != SipMethod.Ack || Of(dialog) is not { IsConfirmed: false } record)
            return;

        record.Began = Now;
        record.IsConfirmed = true;
    }

    /// <summary>A call ended.</summary>
    public void Ended(RoutingContext message, SipDialog dialog)
    {
        var record = Of(dialog);
        record.HasFailed = dialog.StartTime == 0;
        record.HasExpired = dialog.HasExpired;

        // A call that was never answered ends when it began, as in the peer.
        record.Ended = record.HasFailed ? record.Began : Now;
        record.Order = Interlocked.Increment(ref _ended);

        record.Values = Array.ConvertAll(settings.Fields, field => field.Value.Read(message) is { IsDefined: true } value ? value.ToText() : null);
        pending[dialog] = record;
    }

    /// <summary>The dialog of a call was forgotten: its record is written.</summary>
    public void Forgotten(SipDialog dialog)
    {
        if (pending.TryRemove(dialog, out var record) && IsTaken(dialog, record))
            Write(dialog, record);
    }

    /// <summary>Writes what is left, in the order in which the calls ended.</summary>
    public void Finish()
    {
        foreach (var (dialog, _) in pending.OrderBy(static call => call.Value.Ended).ThenBy(static call => call.Value.Order))
            Forgotten(dialog);
    }

    private long Now => time.GetUtcNow().UtcTicks;

    private CallRecord Of(SipDialog dialog)
    {
        lock (dialog.Gate)
        {
            var items = dialog.Items ??= new ContextItems();
            if (items.Get(Slot) is { } known)
                return known;

            // One that the database brought: it knows the second of the answer.
            var made = new CallRecord { Began = dialog.StartTime > 0 ? DateTimeOffset.FromUnixTimeSeconds(dialog.StartTime).UtcTicks : Now };
            items.Set(Slot, made);
            return made;
        }
    }

    private bool IsTaken(SipDialog dialog, CallRecord record)
    {
        if (record.HasFailed ? !settings.TakesFailed : record.HasExpired && !settings.TakesExpired)
            return false;

        return settings.Skip.Length == 0 || CallField.Read(dialog, settings.Skip) is null;
    }

    private void Write(SipDialog dialog, CallRecord record)
    {
        // After a reload other values may be wanted than those that were read at the end.
        var values = new string?[settings.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var kept = i < record.Values.Length ? record.Values[i] : null;
            values[i] = settings.Fields[i].DialogVariable is { } name ? CallField.Read(dialog, name) : kept;
        }

        Lines?.Write(record, values);
        Rows?.Write(record, values);
    }
}
