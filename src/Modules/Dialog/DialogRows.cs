using System.Globalization;
using Signalbox.Engine.Control;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Dialogs as RPC replies show them; names and order are the peer's.</summary>
internal static class DialogRows
{
    /// <summary>What keeps the dialog in memory: the table, and the timer of an answered call.</summary>
    public static int ReferencesOf(SipDialog dialog) => dialog.IsAnswered ? 2 : 1;

    /// <summary>Seconds from the answer to the end, or to now; 0 for one that was not answered.</summary>
    public static long DurationOf(SipDialog dialog, long now)
    {
        if (dialog.StartTime == 0)
            return 0;

        return (dialog.EndTime > 0 ? dialog.EndTime : now) - dialog.StartTime;
    }

    /// <summary>All of a dialog.</summary>
    public static RpcValue Of(SipDialog dialog, long now)
    {
        lock (dialog.Gate)
        {
            var isAnswered = dialog.Texts.IsSet(DialogField.CalleeTag);
            return RpcValue.Struct()
                .With("h_entry", dialog.Entry)
                .With("h_id", dialog.Id)
                .With("ref", ReferencesOf(dialog))
                .With("call-id", Text(dialog, DialogField.CallId))
                .With("from_uri", Text(dialog, DialogField.FromUri))
                .With("to_uri", Text(dialog, DialogField.ToUri))
                .With("state", (int)dialog.State)
                .With("start_ts", dialog.StartTime)
                .With("init_ts", dialog.InitTime)
                .With("end_ts", dialog.EndTime)
                .With("duration", DurationOf(dialog, now))
                .With("timeout", dialog.ExpiresAt)
                .With("lifetime", dialog.Lifetime)
                .With("dflags", (int)dialog.Flags)
                .With("sflags", dialog.ScriptFlags)
                .With("iflags", (int)dialog.Options)
                .With("caller", RpcValue.Struct()
                    .With("tag", Text(dialog, DialogField.CallerTag))
                    .With("contact", Text(dialog, DialogField.CallerContact))
                    .With("cseq", Number(dialog.CallerCSeq))
                    .With("route_set", Text(dialog, DialogField.CallerRoutes))
                    .With("socket", Address(dialog.CallerSocket)))
                .With("callee", RpcValue.Struct()
                    .With("tag", Text(dialog, DialogField.CalleeTag))
                    .With("contact", Text(dialog, DialogField.CalleeContact))
                    .With("cseq", isAnswered ? Number(dialog.CalleeCSeq) : null)
                    .With("route_set", Text(dialog, DialogField.CalleeRoutes))
                    .With("socket", Address(dialog.CalleeSocket)))
                .With("profiles", Profiles(dialog))
                .With("variables", Variables(dialog));
        }
    }

    /// <summary>Some of a dialog.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <param name="letters">Which: f from, t to, c Call-ID, F and T tags, I S E times, s state.</param>
    public static RpcValue Brief(SipDialog dialog, string letters)
    {
        lock (dialog.Gate)
        {
            var row = RpcValue.Struct().With("h_entry", dialog.Entry).With("h_id", dialog.Id);
            foreach (var letter in letters)
                Add(row, dialog, letter);

            return row;
        }
    }

    private static void Add(RpcValue row, SipDialog dialog, char letter)
    {
        switch (letter)
        {
            case 'f':
                row.With("from_uri", Text(dialog, DialogField.FromUri));
                break;
            case 't':
                row.With("to_uri", Text(dialog, DialogField.ToUri));
                break;
            case 'c':
                row.With("call-id", Text(dialog, DialogField.CallId));
                break;
            case 'F':
                row.With("from_tag", Text(dialog, DialogField.CallerTag));
                break;
            case 'T':
                row.With("to_tag", Text(dialog, DialogField.CalleeTag));
                break;
            case 'I':
                row.With("init_ts", dialog.InitTime);
                break;
            case 'S':
                row.With("start_ts", dialog.StartTime);
                break;
            case 'E':
                row.With("end_ts", dialog.EndTime);
                break;
            case 's':
                row.With("state", (int)dialog.State);
                break;
        }
    }

    private static RpcValue Profiles(SipDialog dialog)
    {
        var rows = RpcValue.Array();
        if (dialog.Profiles is not { } profiles)
            return rows;

        // Newest first, as the peer links them.
        for (var i = profiles.Count - 1; i >= 0; i--)
            rows.Item(profiles[i].Value is { } value ? RpcValue.Struct().With(profiles[i].Profile.Name, value) : RpcValue.Of(profiles[i].Profile.Name));

        return rows;
    }

    private static RpcValue Variables(SipDialog dialog)
    {
        var rows = RpcValue.Array();
        if (dialog.Variables is not { } variables || !dialog.IsAlive)
            return rows;

        foreach (var (name, value) in variables.Items)
            rows.Item(RpcValue.Struct().With(name, value));

        return rows;
    }

    private static string? Text(SipDialog dialog, DialogField field) => dialog.Texts.IsSet(field) ? Latin1.ToText(dialog.Texts[field]) : null;

    private static string Number(uint number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Address(ListenSocket? socket) => socket?.ToString();
}
