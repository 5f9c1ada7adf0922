using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>Pseudo-variables.</content>
internal sealed partial class DialogModule
{
    private static readonly string[] Attributes =
    [
        "h_id", "h_entry", "ref", "state", "start_ts", "lifetime", "timeout", "callid", "from_uri", "to_uri", "from_tag", "to_tag", "from_contact",
        "to_contact", "from_cseq", "to_cseq", "from_rs", "to_rs", "from_bindaddr", "to_bindaddr", "sflags", "dflags", "toroute",
    ];

    private static readonly string[] ContextAttributes = ["on", "set", "dir", "timeout", "timeout_bye", "timeout_route", "timeout_route_id", "flags"];

    [PseudoVariable("DLG_count", Summary = "Number of calls that are answered and not over.")]
    public ScriptValue ReadCount(RoutingContext context) => ScriptValue.Of(Active.Value);

    [PseudoVariable("DLG_status", Summary = "State of the call that this request was found to belong to: 3 answered, 4 acknowledged, 5 over.")]
    public ScriptValue ReadStatus(RoutingContext context) => Matched(context) is { } dialog ? ScriptValue.Of((int)dialog.State) : ScriptValue.Undefined;

    [PseudoVariable("DLG_lifetime", Summary = "Seconds since the call of this request was answered.")]
    public ScriptValue ReadLifetime(RoutingContext context) => Matched(context) is { } dialog ? ScriptValue.Of(DialogRows.DurationOf(dialog, _parts.Services.Now)) : ScriptValue.Undefined;

    [PseudoVariable("dlg", Inner = InnerName.Literal, Parser = nameof(ParseAttribute), Summary = "An attribute of the call: h_id, h_entry, ref, state, start_ts, lifetime, timeout, callid, from_uri, to_uri, from_tag, to_tag, from_contact, to_contact, from_cseq, to_cseq, from_rs, to_rs, from_bindaddr, to_bindaddr, sflags, dflags, toroute.")]
    public ScriptValue ReadAttribute(RoutingContext context, in VariableKey key)
    {
        if (Find(context) is not { } dialog)
            return ScriptValue.Undefined;

        lock (dialog.Gate)
            return ReadAttribute(dialog, key.Name);
    }

    [PseudoVariable("dlg_ctx", Inner = InnerName.Literal, Parser = nameof(ParseContextAttribute), Summary = "What holds for this message: set, dir, on, and for a call to be made timeout, timeout_bye, timeout_route; flags of the call.")]
    public ScriptValue ReadContext(RoutingContext context, in VariableKey key)
    {
        var wishes = DialogWishes.Of(context.Worker);
        return key.Name switch
        {
            "on" => ScriptValue.Of(wishes.On),
            "set" => ScriptValue.Of(DialogLookup.CurrentOf(context) is null ? 0 : 1),
            "dir" => ScriptValue.Of((int)DirectionOf(context)),
            "timeout" => ScriptValue.Of(wishes.Timeout),
            "timeout_bye" => ScriptValue.Of(wishes.TimeoutBye ? 1 : 0),
            "timeout_route" => wishes.TimeoutRoute.Length > 0 ? ScriptValue.Of(wishes.TimeoutRoute) : ScriptValue.Undefined,
            "flags" => ScriptValue.Of(DialogLookup.CurrentOf(context)?.ScriptFlags ?? 0),
            _ => ScriptValue.Of(0),
        };
    }

    [PseudoVariableWriter("dlg_ctx")]
    public bool WriteContext(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        var wishes = DialogWishes.Of(context.Worker);
        var dialog = DialogLookup.CurrentOf(context);
        if (key.Name == "timeout_route")
        {
            wishes.TimeoutRoute = value.ToText();
            if (dialog is not null)
                dialog.TimeoutRoute = wishes.TimeoutRoute;

            return true;
        }

        if (!value.TryToInteger(out var number))
            return false;

        switch (key.Name)
        {
            case "on":
                wishes.On = number;
                return true;
            case "timeout":
                wishes.Timeout = (int)Math.Clamp(number, 0, int.MaxValue);
                return true;
            case "timeout_bye":
                wishes.TimeoutBye = number != 0;
                return dialog is null || Set(dialog, DialogOptions.TimeoutBye, number != 0);
            default:
                return key.Name is "set" or "dir" or "timeout_route_id";
        }
    }

    [PseudoVariable("dlg_var", Inner = InnerName.Dynamic, Summary = "A variable of the call.")]
    public ScriptValue ReadVariable(RoutingContext context, in VariableKey key) => ReadVariable(context, key.Name);

    [PseudoVariableWriter("dlg_var")]
    public bool WriteVariable(RoutingContext context, in VariableKey key, in ScriptValue value) =>
        value.IsDefined ? SetVariable(context, key.Name, value.ToText()) : RemoveVariable(context, key.Name) || true;

    internal static object? ParseAttribute(string inner, out string? error) => ParseName(Attributes, inner, out error);

    internal static object? ParseContextAttribute(string inner, out string? error) => ParseName(ContextAttributes, inner, out error);

    private static object? ParseName(string[] names, string inner, out string? error)
    {
        var good = Array.IndexOf(names, inner) >= 0;
        error = good ? null : $"unknown name '{inner}'; expected {string.Join(", ", names)}";
        return good ? inner : null;
    }

    private static ScriptValue ReadAttribute(SipDialog dialog, string name)
    {
        var texts = dialog.Texts;
        return name switch
        {
            "h_id" => ScriptValue.Of(dialog.Id),
            "h_entry" => ScriptValue.Of(dialog.Entry),
            "ref" => ScriptValue.Of(DialogRows.ReferencesOf(dialog) + 1),
            "state" => ScriptValue.Of((int)dialog.State),
            "start_ts" => ScriptValue.Of(dialog.StartTime),
            "lifetime" => ScriptValue.Of(dialog.Lifetime),
            "timeout" => ScriptValue.Of(dialog.ExpiresAt),
            "callid" => texts.Value(DialogField.CallId),
            "from_uri" => texts.Value(DialogField.FromUri),
            "to_uri" => texts.Value(DialogField.ToUri),
            "from_tag" => texts.Value(DialogField.CallerTag),
            "to_tag" => texts.Value(DialogField.CalleeTag),
            "from_contact" => texts.Value(DialogField.CallerContact),
            "to_contact" => texts.Value(DialogField.CalleeContact),
            "from_cseq" => Number(dialog.CallerCSeq),
            "to_cseq" => texts.IsSet(DialogField.CalleeTag) ? Number(dialog.CalleeCSeq) : ScriptValue.Undefined,
            "from_rs" => texts.Value(DialogField.CallerRoutes),
            "to_rs" => texts.Value(DialogField.CalleeRoutes),
            "from_bindaddr" => Address(dialog.CallerSocket),
            "to_bindaddr" => Address(dialog.CalleeSocket),
            "sflags" => ScriptValue.Of(dialog.ScriptFlags),
            "dflags" => ScriptValue.Of((int)dialog.Flags),
            _ => dialog.TimeoutRoute.Length > 0 ? ScriptValue.Of(dialog.TimeoutRoute) : ScriptValue.Of(0),
        };
    }

    private static ScriptValue Number(uint number) => ScriptValue.Of(number.ToString(CultureInfo.InvariantCulture));

    private static ScriptValue Address(ListenSocket? socket) => socket is null ? ScriptValue.Undefined : ScriptValue.Of(socket.ToString());

    // Only requests inside of a call that were matched have a status, as in the peer.
    private static SipDialog? Matched(RoutingContext context) =>
        context.Message is { IsRequest: true, HasToTag: true } ? DialogLookup.CurrentOf(context) : null;

    private static DialogSide DirectionOf(RoutingContext context)
    {
        if (DialogLookup.CurrentOf(context) is not { } dialog)
            return DialogSide.None;

        lock (dialog.Gate)
            return dialog.SideOf(context.Message);
    }

    private static bool Set(SipDialog dialog, DialogOptions option, bool isSet)
    {
        lock (dialog.Gate)
            dialog.Options = isSet ? dialog.Options | option : dialog.Options & ~option;

        return true;
    }
}
