using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Sdpops;

/// <summary>Walking over the lines, and changing them on the way.</summary>
internal sealed partial class SdpopsModule
{
    [Function("sdp_iterator_start", Routes = RouteKinds.Any, Summary = "Starts an iterator before the first line; -1 without a session description.")]
    public static ReturnCode StartIterator(RoutingContext context, string name) => ReturnCode.Of(SdpIterator.Start(context, name) is not null);

    [Function("sdp_iterator_next", Routes = RouteKinds.Any, Summary = "Goes to the next line; -1 behind the last.")]
    public static ReturnCode NextLine(RoutingContext context, string name) => ReturnCode.Of(SdpIterator.Find(context, name)?.Next(context.Message) == true);

    [Function("sdp_iterator_end", Routes = RouteKinds.Any, Summary = "Ends an iterator.")]
    public static ReturnCode EndIterator(RoutingContext context, string name) => ReturnCode.Of(SdpIterator.End(context, name));

    [Function("sdp_iterator_rm", Routes = RouteKinds.Any, Summary = "Removes the current line.")]
    public static ReturnCode RemoveLine(RoutingContext context, string name)
    {
        if (SdpIterator.Find(context, name) is not { Line.Length: > 0 } iterator)
            return ReturnCode.False;

        context.Edits.Remove(iterator.Line);
        return ReturnCode.True;
    }

    [Function("sdp_iterator_append", Routes = RouteKinds.Any, Summary = "Adds a line behind the current one; a missing line end is added.")]
    public static ReturnCode AppendLine(RoutingContext context, string name, ScriptValue text) => AddLine(context, name, text, behind: true);

    [Function("sdp_iterator_insert", Routes = RouteKinds.Any, Summary = "Adds a line before the current one; a missing line end is added.")]
    public static ReturnCode InsertLine(RoutingContext context, string name, ScriptValue text) => AddLine(context, name, text, behind: false);

    [Function("sdp_iterator_value", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "The current line without its end.")]
    public static ScriptValue LineValue(RoutingContext context, string name) =>
        SdpIterator.Find(context, name) is { Line.Length: > 0 } iterator ? context.Message.Value(iterator.Text) : ScriptValue.Undefined;

    private static ReturnCode AddLine(RoutingContext context, string name, in ScriptValue text, bool behind)
    {
        if (SdpIterator.Find(context, name) is not { Line.Length: > 0 } iterator || text.TextLength == 0)
            return ReturnCode.False;

        var writer = context.Worker.RentWriter();
        if (behind && iterator.Line.Length == iterator.Text.Length)
            writer.Write("\r\n"u8);

        text.WriteTo(writer);
        if (writer.Written[^1] != (byte)'\n')
            writer.Write("\r\n"u8);

        context.Edits.InsertBefore(behind ? iterator.Line.End : iterator.Line.Start, writer.Written);
        context.Worker.Return(writer);
        return ReturnCode.True;
    }
}
