using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Rr.Api;

namespace Signalbox.Modules.Rr;

/// <content>Which way a request goes, by the ftag of its Route and its From tag.</content>
internal sealed partial class RrModule
{
    private static readonly ScriptValue Downstream = ScriptValue.Of("downstream");
    private static readonly ScriptValue Upstream = ScriptValue.Of("upstream");

    /// <summary>1 when the request goes in that direction, by ftag and From tag.</summary>
    [Function("is_direction", ConstantArguments = true, Routes = RouteKinds.Request, Summary = "Tells the direction: downstream from caller to callee, upstream back.")]
    public ReturnCode IsDirection(RoutingContext context, string direction)
    {
        if (!TryDirection(context, out var isDownstream))
            return ReturnCode.False;

        return ReturnCode.Of(direction.StartsWith("up", StringComparison.OrdinalIgnoreCase) ? !isDownstream : isDownstream);
    }

    /// <summary>The direction as number or name.</summary>
    [PseudoVariable("rdir", Inner = InnerName.Literal, Parser = nameof(ParseDirectionKey), Summary = "Direction of the request: id gives 1 downstream or 2 upstream, name the word.")]
    public static ScriptValue Direction(RoutingContext context, in VariableKey key)
    {
        var isUpstream = IsUpstream(context);
        if (key.Name == "id")
            return ScriptValue.Of(isUpstream ? 2 : 1);

        return isUpstream ? Upstream : Downstream;
    }

    /// <summary>From tag of the dialog's first request.</summary>
    [PseudoVariable("fti", Summary = "From tag of the first request of the dialog: the To tag when this one goes upstream.")]
    public static ScriptValue InitialFromTag(RoutingContext context) => TagOf(context, isTo: IsUpstream(context));

    /// <summary>To tag of the dialog's first request.</summary>
    [PseudoVariable("tti", Summary = "To tag of the first request of the dialog: the From tag when this one goes upstream.")]
    public static ScriptValue InitialToTag(RoutingContext context) => TagOf(context, isTo: !IsUpstream(context));

    /// <summary>Number of Record-Route addresses.</summary>
    [PseudoVariable("rr_count", Summary = "Number of Record-Route addresses.")]
    public static ScriptValue RecordRouteCount(RoutingContext context)
    {
        var count = 0;
        var reader = new NameAddressReader(context.Message, HeaderName.RecordRoute);
        while (reader.TryRead(out _))
            count++;

        return ScriptValue.Of(count);
    }

    /// <inheritdoc />
    bool IRequestDirection.IsUpstream(RoutingContext context) => IsUpstream(context);

    internal static object? ParseDirectionKey(string inner, out string? error)
    {
        error = inner is "id" or "name" ? null : $"found '{inner}', expected id or name";
        return error is null ? inner : null;
    }

    private static bool IsUpstream(RoutingContext context) => TryDirection(context, out var isDownstream) && !isDownstream;

    private static bool TryDirection(RoutingContext context, out bool isDownstream)
    {
        isDownstream = true;
        var parameters = RoutedParameters.Of(context);
        if (!ParameterReader.TryGet(parameters, "ftag"u8, out TextRange tag) || !context.Message.TryGetFrom(out var from))
            return false;

        isDownstream = parameters.Slice(tag.Start, tag.Length).SequenceEqual(context.Message.Span(from.Tag));
        return true;
    }

    private static ScriptValue TagOf(RoutingContext context, bool isTo)
    {
        var found = isTo ? context.Message.TryGetTo(out var address) : context.Message.TryGetFrom(out address);
        return found && !address.Tag.IsEmpty ? context.Message.Value(address.Tag) : ScriptValue.Undefined;
    }
}
