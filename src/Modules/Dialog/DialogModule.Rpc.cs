using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>RPC commands that show; texts are the peer's.</content>
internal sealed partial class DialogModule
{
    private const string NoParameter = "error at parameter 0: expected any type but end of packet encountered";

    [Rpc("dlg.list", Mi = "dlg_list", Summary = "Shows all calls.", IsList = true)]
    [Rpc("dlg.list_ctx", Mi = "dlg_list_ctx", Summary = "Shows all calls; other modules add nothing to them.", IsList = true)]
    public void RpcList(RpcCall call)
    {
        foreach (var dialog in _parts.Services.Table.All())
            call.Add(DialogRows.Of(dialog, _parts.Services.Now));
    }

    [Rpc("dlg.list_match", Summary = "Shows the calls that match: key (ruri, furi, turi, callid, start_ts), operator (eq, re, sw, gt, lt), value, and how many at most.", IsList = true)]
    [Rpc("dlg.list_match_ctx", Summary = "As dlg.list_match; other modules add nothing.", IsList = true)]
    public void RpcListMatch(RpcCall call)
    {
        if (call.Text(0) is not { } key || call.Text(1) is not { } operation || call.Text(2) is not { } value)
        {
            call.Fault(500, "Invalid parameters");
            return;
        }

        if (DialogCriterion.Parse(key, operation, value, out var error) is not { } criterion)
        {
            call.Fault(500, error);
            return;
        }

        var left = call.Integer(3) is > 0 and var limit ? limit : long.MaxValue;
        foreach (var dialog in _parts.Services.Table.All())
        {
            if (!criterion.Matches(dialog))
                continue;

            call.Add(DialogRows.Of(dialog, _parts.Services.Now));
            if (--left == 0)
                return;
        }
    }

    [Rpc("dlg.dlg_list", Summary = "Shows the calls of a Call-ID, and of a From tag when it is given.", IsList = true)]
    [Rpc("dlg.dlg_list_ctx", Summary = "As dlg.dlg_list; other modules add nothing.", IsList = true)]
    public void RpcListCall(RpcCall call)
    {
        if (call.Text(0) is not { } callId)
        {
            call.Fault(400, NoParameter);
            return;
        }

        var tag = call.Text(1) is { } text ? Engine.Values.Latin1.ToBytes(text) : null;
        foreach (var dialog in _parts.Services.Table.FindAll(callId))
        {
            if (tag is null || HasCallerTag(dialog, tag))
                call.Add(DialogRows.Of(dialog, _parts.Services.Now));
        }
    }

    [Rpc("dlg.briefing", Summary = "Shows calls in short: f From, t To, c Call-ID, F and T tags, I S E times, s state; ftcFT by default.", IsList = true)]
    public void RpcBriefing(RpcCall call)
    {
        var letters = call.Text(0) ?? "ftcFT";
        foreach (var dialog in _parts.Services.Table.All())
            call.Add(DialogRows.Brief(dialog, letters));
    }

    [Rpc("dlg.stats_active", Summary = "Counts calls by their state.")]
    public void RpcActive(RpcCall call)
    {
        var counts = new long[(int)DialogState.Deleted + 1];
        foreach (var dialog in _parts.Services.Table.All())
            counts[(int)dialog.State]++;

        var (starting, connecting, answering, ongoing) = (counts[1], counts[2], counts[3], counts[4]);
        call.AddStruct().With("starting", starting).With("connecting", connecting).With("answering", answering)
            .With("ongoing", ongoing).With("all", starting + connecting + answering + ongoing);
    }

    [Rpc("dlg.profile_list", Mi = "profile_list_dlgs", Summary = "Shows the calls of a profile, with a value those that have it.", IsList = true)]
    public void RpcProfileList(RpcCall call)
    {
        if (!TryReadProfile(call, out var profile, out var value))
            return;

        foreach (var dialog in MembersOf(profile, value))
            call.Add(DialogRows.Of(dialog, _parts.Services.Now));
    }

    [Rpc("dlg.profile_get_size", Mi = "profile_get_size", Summary = "Number of calls of a profile, with a value of those that have it.")]
    public void RpcProfileSize(RpcCall call)
    {
        if (TryReadProfile(call, out var profile, out var value))
            call.Add(RpcValue.Of(value is null ? profile.Count : profile.CountOf(value)));
    }

    [Rpc("dlg.is_alive", Summary = "Tells whether the call of a Call-ID, From tag and To tag is answered and goes on.")]
    public void RpcIsAlive(RpcCall call)
    {
        if (call.Text(2) is null)
            call.Fault(400, "Too few parameters (required callid, from-tag, to-tag)");
        else if (FindForRpc(call) is not { } dialog)
            call.Fault(404, "Dialog not found");
        else if (dialog.State != DialogState.Confirmed)
            call.Fault(500, "Dialog not in confirmed state");
        else
            call.Add("Alive");
    }

    private static bool HasCallerTag(SipDialog dialog, ReadOnlySpan<byte> tag)
    {
        lock (dialog.Gate)
            return dialog.Texts[DialogField.CallerTag].SequenceEqual(tag);
    }

    private SipDialog? FindForRpc(RpcCall call) => _parts.Services.Table.Find(
        Engine.Values.Latin1.ToBytes(call.Text(0)!), Engine.Values.Latin1.ToBytes(call.Text(1)!), Engine.Values.Latin1.ToBytes(call.Text(2)!), out _);

    private bool TryReadProfile(RpcCall call, out DialogProfile profile, out string? value)
    {
        profile = null!;
        value = null;
        if (call.Text(0) is not { } name)
        {
            call.Fault(400, NoParameter);
            return false;
        }

        if (_profiles.Find(name) is not { } found)
        {
            call.Fault(404, $"Profile not found: {name}");
            return false;
        }

        profile = found;
        value = found.HasValue ? call.Text(1) : null;
        return true;
    }
}
