using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Rr;

/// <content>Direction of a request within its dialog, by the ftag of the own Route and the From tag.</content>
internal sealed partial class RrModule
{
    private static readonly ScriptValue Downstream = ScriptValue.Of("downstream");
    private static readonly ScriptValue Upstream = ScriptValue.Of("upstream");

    /// <summary>Direction; downstream when nothing tells otherwise.</summary>
    [PseudoVariable("rdir", Inner = InnerName.Literal, Parser = nameof(ParseDirectionKey), Summary = "Direction: id (1 downstream, 2 upstream) or name.")]
    public static ScriptValue Direction(RoutingContext context, in VariableKey key)
    {
        var isUpstream = DirectionOf(context) == true;
        if (key.Name == "id")
            return ScriptValue.Of(isUpstream ? 2 : 1);

        return isUpstream ? Upstream : Downstream;
    }

    /// <summary>Checks the key of <c>$rdir</c>.</summary>
    public static object? ParseDirectionKey(string inner, out string? error)
    {
        error = inner is "id" or "name" ? null : $"unknown key '{inner}' of $rdir: expected id or name";
        return null;
    }

    /// <summary>From tag of the request that began the dialog.</summary>
    [PseudoVariable("fti", Summary = "From tag of the initial request: upstream it stands in To.")]
    public static ScriptValue InitialFromTag(RoutingContext context) => Tag(context, ofFrom: DirectionOf(context) != true);

    /// <summary>To tag of the dialog as its first request's sender sees it; null without.</summary>
    [PseudoVariable("tti", Summary = "To tag as of the initial request: upstream it stands in From.")]
    public static ScriptValue InitialToTag(RoutingContext context) => Tag(context, ofFrom: DirectionOf(context) == true);

    private static ScriptValue Tag(RoutingContext context, bool ofFrom)
    {
        var found = ofFrom ? context.Message.TryGetFrom(out var address) : context.Message.TryGetTo(out address);
        return found && !address.Tag.IsEmpty ? context.Message.Value(address.Tag) : ScriptValue.Undefined;
    }

    /// <summary>True for upstream, false for downstream, null when no own Route with an ftag was consumed.</summary>
    private static bool? DirectionOf(RoutingContext context)
    {
        var parameters = RoutedParameters.Of(context);
        if (!ParameterReader.TryGet(parameters, "ftag"u8, out TextRange tag) || !context.Message.TryGetFrom(out var from))
            return null;

        return !parameters.Slice(tag.Start, tag.Length).SequenceEqual(context.Message.Span(from.Tag));
    }
}
