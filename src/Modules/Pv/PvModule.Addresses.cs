using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>From and To. What is assigned shows in the message that leaves, not in later reads.</content>
internal sealed partial class PvModule
{
    [PseudoVariable("fu", Summary = "URI of From.")]
    [PseudoVariable("from", Summary = "URI of From.")]
    public static ScriptValue FromUri(RoutingContext context) =>
        context.Message.TryGetFrom(out var from) ? context.Message.Value(from.Uri) : ScriptValue.Undefined;

    [PseudoVariableWriter("fu")]
    [PseudoVariableWriter("from")]
    public static bool SetFromUri(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetFrom(out var from) && AddressEdits.SetUri(context, from, value);

    [PseudoVariable("fU", Summary = "User of From.")]
    public static ScriptValue FromUser(RoutingContext context) => User(context, FromUri(context));

    [PseudoVariableWriter("fU")]
    public static bool SetFromUser(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetFrom(out var from) && AddressEdits.SetUser(context, from, value);

    [PseudoVariable("fd", Summary = "Host of From.")]
    public static ScriptValue FromHost(RoutingContext context) => Host(context, FromUri(context));

    [PseudoVariableWriter("fd")]
    public static bool SetFromHost(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetFrom(out var from) && AddressEdits.SetHost(context, from, value);

    [PseudoVariable("fn", Summary = "Display name of From, with its quotes.")]
    public static ScriptValue FromName(RoutingContext context) =>
        context.Message.TryGetFrom(out var from) ? Piece(context, from.DisplayName) : ScriptValue.Undefined;

    [PseudoVariableWriter("fn")]
    public static bool SetFromName(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetFrom(out var from) && AddressEdits.SetDisplayName(context, from, value);

    [PseudoVariable("ft", Summary = "Tag of From.")]
    public static ScriptValue FromTag(RoutingContext context) =>
        context.Message.TryGetFrom(out var from) ? Piece(context, from.Tag) : ScriptValue.Undefined;

    [PseudoVariable("fUl", Summary = "Length of the user of From.")]
    public static ScriptValue FromUserLength(RoutingContext context) => Length(FromUser(context));

    [PseudoVariable("ful", Newer = true, Summary = "Length of the URI of From.")]
    public static ScriptValue FromLength(RoutingContext context) => Length(FromUri(context));

    [PseudoVariable("tu", Summary = "URI of To.")]
    [PseudoVariable("to", Summary = "URI of To.")]
    public static ScriptValue ToUri(RoutingContext context) =>
        context.Message.TryGetTo(out var to) ? context.Message.Value(to.Uri) : ScriptValue.Undefined;

    [PseudoVariableWriter("tu")]
    [PseudoVariableWriter("to")]
    public static bool SetToUri(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetTo(out var to) && AddressEdits.SetUri(context, to, value);

    [PseudoVariable("tU", Summary = "User of To.")]
    public static ScriptValue ToUser(RoutingContext context) => User(context, ToUri(context));

    [PseudoVariableWriter("tU")]
    public static bool SetToUser(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetTo(out var to) && AddressEdits.SetUser(context, to, value);

    [PseudoVariable("td", Summary = "Host of To.")]
    public static ScriptValue ToHost(RoutingContext context) => Host(context, ToUri(context));

    [PseudoVariableWriter("td")]
    public static bool SetToHost(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetTo(out var to) && AddressEdits.SetHost(context, to, value);

    [PseudoVariable("tn", Summary = "Display name of To, with its quotes.")]
    public static ScriptValue ToName(RoutingContext context) =>
        context.Message.TryGetTo(out var to) ? Piece(context, to.DisplayName) : ScriptValue.Undefined;

    [PseudoVariableWriter("tn")]
    public static bool SetToName(RoutingContext context, in ScriptValue value) =>
        context.Message.TryGetTo(out var to) && AddressEdits.SetDisplayName(context, to, value);

    [PseudoVariable("tt", Summary = "Tag of To.")]
    public static ScriptValue ToTag(RoutingContext context) =>
        context.Message.TryGetTo(out var to) ? Piece(context, to.Tag) : ScriptValue.Undefined;

    [PseudoVariable("tUl", Summary = "Length of the user of To.")]
    public static ScriptValue ToUserLength(RoutingContext context) => Length(ToUser(context));

    private static ScriptValue Piece(RoutingContext context, TextRange range) =>
        range.IsEmpty ? ScriptValue.Undefined : context.Message.Value(range);
}
