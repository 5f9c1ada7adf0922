using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textopsx;

/// <content>Walking over headers and body lines.</content>
internal sealed partial class TextopsxModule
{
    private static readonly object HeaderIterators = new();
    private static readonly object LineIterators = new();

    [Function("hf_iterator_start", Routes = RouteKinds.Any, Summary = "Starts a walk over the headers.")]
    public static ReturnCode StartHeaders(RoutingContext context, string name) => ReturnCode.Of(MessageIterator.Start(context, HeaderIterators, name));

    [Function("hf_iterator_next", Routes = RouteKinds.Any, Summary = "Goes to the next header; false at the end.")]
    public static ReturnCode NextHeader(RoutingContext context, string name) => Move(context, name, 1);

    [Function("hf_iterator_prev", Routes = RouteKinds.Any, Summary = "Goes to the header before; false at the start.")]
    public static ReturnCode PreviousHeader(RoutingContext context, string name) => Move(context, name, -1);

    [Function("hf_iterator_end", Routes = RouteKinds.Any, Summary = "Ends a walk over the headers.")]
    public static ReturnCode EndHeaders(RoutingContext context, string name) => End(context, HeaderIterators, name);

    [Function("hf_iterator_rm", Routes = RouteKinds.Any, Summary = "Takes the current header out.")]
    public static ReturnCode RemoveCurrentHeader(RoutingContext context, string name)
    {
        var index = CurrentHeader(context, name);
        if (index >= 0)
            context.Edits.RemoveHeader(index);

        return ReturnCode.Of(index >= 0);
    }

    [Function("hf_iterator_append", Routes = RouteKinds.Any, Summary = "Adds a header line, with CRLF, behind the current one.")]
    public static ReturnCode AppendAtHeader(RoutingContext context, string name, ScriptValue line) =>
        AddAtHeader(context, name, line, isBehind: true);

    [Function("hf_iterator_insert", Routes = RouteKinds.Any, Summary = "Adds a header line, with CRLF, before the current one.")]
    public static ReturnCode InsertAtHeader(RoutingContext context, string name, ScriptValue line) =>
        AddAtHeader(context, name, line, isBehind: false);

    [PseudoVariable("hfitname", Inner = InnerName.Literal, Summary = "Name of the current header of a walk.")]
    public static ScriptValue CurrentName(RoutingContext context, in VariableKey key) => CurrentName(context, key.Name);

    [Function("hf_iterator_hname", Surface = Surfaces.Kemi, Summary = "Name of the current header of a walk.")]
    public static ScriptValue CurrentName(RoutingContext context, string name) =>
        CurrentHeader(context, name) is var index and >= 0 ? context.Message.Value(context.Message.Header(index).Name) : ScriptValue.Undefined;

    [PseudoVariable("hfitbody", Inner = InnerName.Literal, Summary = "Value of the current header of a walk.")]
    public static ScriptValue CurrentBody(RoutingContext context, in VariableKey key) => CurrentBody(context, key.Name);

    [Function("hf_iterator_hbody", Surface = Surfaces.Kemi, Summary = "Value of the current header of a walk.")]
    public static ScriptValue CurrentBody(RoutingContext context, string name) =>
        CurrentHeader(context, name) is var index and >= 0 ? context.Message.Value(context.Message.Header(index).Value) : ScriptValue.Undefined;

    [Function("bl_iterator_start", Routes = RouteKinds.Any, Summary = "Starts a walk over the lines of the body.")]
    public static ReturnCode StartLines(RoutingContext context, string name) => ReturnCode.Of(MessageIterator.Start(context, LineIterators, name));

    [Function("bl_iterator_next", Routes = RouteKinds.Any, Summary = "Goes to the next line of the body; false at the end.")]
    public static ReturnCode NextLine(RoutingContext context, string name)
    {
        if (MessageIterator.Find(context, LineIterators, name) is not { } iterator)
            return ReturnCode.False;

        var body = context.Message.Span(context.Message.Body);
        var start = iterator.Line.Start + iterator.Line.Length;
        var end = start < body.Length ? body[start..].IndexOf((byte)'\n') : -1;
        iterator.Line = (start, end < 0 ? Math.Max(0, body.Length - start) : end + 1);
        return ReturnCode.Of(iterator.Line.Length > 0);
    }

    [Function("bl_iterator_end", Routes = RouteKinds.Any, Summary = "Ends a walk over the lines of the body.")]
    public static ReturnCode EndLines(RoutingContext context, string name) => End(context, LineIterators, name);

    [Function("bl_iterator_rm", Routes = RouteKinds.Any, Summary = "Takes the current line of the body out.")]
    public static ReturnCode RemoveLine(RoutingContext context, string name)
    {
        var line = CurrentLine(context, name);
        if (!line.IsEmpty)
            context.Edits.Remove(line);

        return ReturnCode.Of(!line.IsEmpty);
    }

    [Function("bl_iterator_append", Routes = RouteKinds.Any, Summary = "Adds text, with its line end, behind the current line of the body.")]
    public static ReturnCode AppendAtLine(RoutingContext context, string name, ScriptValue text) => AddAtLine(context, name, text, isBehind: true);

    [Function("bl_iterator_insert", Routes = RouteKinds.Any, Summary = "Adds text, with its line end, before the current line of the body.")]
    public static ReturnCode InsertAtLine(RoutingContext context, string name, ScriptValue text) => AddAtLine(context, name, text, isBehind: false);

    [PseudoVariable("blitval", Inner = InnerName.Literal, Summary = "The current line of a walk over the body, with its line end.")]
    public static ScriptValue CurrentLineText(RoutingContext context, in VariableKey key) => CurrentLineText(context, key.Name);

    [Function("bl_iterator_value", Surface = Surfaces.Kemi, Summary = "The current line of a walk over the body, with its line end.")]
    public static ScriptValue CurrentLineText(RoutingContext context, string name) =>
        CurrentLine(context, name) is { IsEmpty: false } line ? context.Message.Value(line) : ScriptValue.Undefined;

    private static ReturnCode Move(RoutingContext context, string name, int by) =>
        ReturnCode.Of(MessageIterator.Find(context, HeaderIterators, name) is { } iterator && iterator.MoveTo(iterator.Index + by, context.Message.HeaderCount));

    private static ReturnCode End(RoutingContext context, object owner, string name)
    {
        MessageIterator.Find(context, owner, name)?.End();
        return ReturnCode.True;
    }

    private static ReturnCode AddAtLine(RoutingContext context, string name, ScriptValue text, bool isBehind)
    {
        var line = CurrentLine(context, name);
        using var bytes = new ValueBytes(context.Worker, text);
        if (line.IsEmpty || bytes.Span.IsEmpty)
            return ReturnCode.False;

        context.Edits.InsertBefore(isBehind ? line.End : line.Start, bytes.Span);
        return ReturnCode.True;
    }

    private static ReturnCode AddAtHeader(RoutingContext context, string name, ScriptValue line, bool isBehind)
    {
        var index = CurrentHeader(context, name);
        using var bytes = new ValueBytes(context.Worker, line);
        if (index < 0 || bytes.Span.IsEmpty)
            return ReturnCode.False;

        if (isBehind)
            context.Edits.InsertAfterHeader(index, bytes.Span);
        else
            context.Edits.InsertBefore(context.Message.Header(index).Name.Start, bytes.Span);

        return ReturnCode.True;
    }

    /// <summary>Number of the current header; -1 when there is none.</summary>
    private static int CurrentHeader(RoutingContext context, string name) =>
        MessageIterator.Find(context, HeaderIterators, name) is { } iterator && iterator.Index < context.Message.HeaderCount ? iterator.Index : -1;

    private static TextRange CurrentLine(RoutingContext context, string name) =>
        MessageIterator.Find(context, LineIterators, name) is { Line.Length: > 0 } iterator && iterator.Line.Start + iterator.Line.Length <= context.Message.Body.Length
            ? context.Message.Body.Slice(iterator.Line.Start, iterator.Line.Length)
            : default;
}
