using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textopsx;

/// <content>Items of headers that are lists, and their parameters.</content>
internal sealed partial class TextopsxModule
{
    private const RouteKinds ValueRoutes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply | RouteKinds.Failure | RouteKinds.Branch;

    /// <summary>1 always: without such an item a header is added; -1 for a place with a parameter.</summary>
    [Function("append_hf_value", Routes = ValueRoutes, Summary = "Adds an item behind item hf[index] of a list, the last one without index; a header when there is none.")]
    public static ReturnCode AppendValue(RoutingContext context, HeaderPlace hf, ScriptValue value)
    {
        if (hf.IsAll || hf.Parameter.Length > 0)
            return ReturnCode.False;

        using var text = new ValueBytes(context.Worker, value);
        var items = new HeaderItems(context.Message, hf.Name);
        if (items.MoveTo(hf.Index == 0 ? -1 : hf.Index))
            Write(context, items.Item.End, ","u8, text.Span, default);
        else
            AddHeader(context, hf.Name, text.Span);

        return ReturnCode.True;
    }

    /// <summary>-1 when there is no such item, except for the first: then a header is added.</summary>
    [Function("insert_hf_value", Routes = ValueRoutes, Summary = "Adds an item before item hf[index] of a list, the first one without index.")]
    public static ReturnCode InsertValue(RoutingContext context, HeaderPlace hf, ScriptValue value)
    {
        if (hf.IsAll || hf.Parameter.Length > 0)
            return ReturnCode.False;

        using var text = new ValueBytes(context.Worker, value);
        var items = new HeaderItems(context.Message, hf.Name);
        if (items.MoveTo(hf.Index == 0 ? 1 : hf.Index))
        {
            Write(context, items.Start, default, text.Span, ","u8);
            return ReturnCode.True;
        }

        if (hf.Index is not (0 or 1))
            return ReturnCode.False;

        AddHeader(context, hf.Name, text.Span);
        return ReturnCode.True;
    }

    /// <summary>-1 when there is no such item or parameter.</summary>
    [Function("remove_hf_value", Routes = ValueRoutes, Summary = "Takes item hf[index] of a list out, the first one without index, all with [*]; with .parameter only that.")]
    public static ReturnCode RemoveValue(RoutingContext context, HeaderPlace hf)
    {
        if (hf.IsAll && hf.Parameter.Length == 0)
            return ReturnCode.Of(HeaderEdits.Remove(context, ScriptValue.Of(Latin1.ToText(hf.Name))));

        var items = new HeaderItems(context.Message, hf.Name);
        if (hf.IsAll)
        {
            var found = false;
            while (items.Next())
                found |= ItemParameters.Remove(context, items.Item, hf.Parameter);

            return ReturnCode.Of(found);
        }

        if (!items.MoveTo(hf.Index == 0 ? 1 : hf.Index))
            return ReturnCode.Of(hf.Parameter.Length == 0 && hf.Index is 0 or 1 && RemoveEmpty(context, hf));

        if (hf.Parameter.Length > 0)
            return ReturnCode.Of(ItemParameters.Remove(context, items.Item, hf.Parameter));

        RemoveItem(context, items);
        return ReturnCode.True;
    }

    /// <summary>-1 when there is no such item; a parameter that is not there is added, an empty value leaves its name.</summary>
    [Function("assign_hf_value", Routes = ValueRoutes, Summary = "Gives item hf[index] of a list, the first one without index, another text; with .parameter that parameter, of all items with [*].")]
    public static ReturnCode AssignValue(RoutingContext context, HeaderPlace hf, ScriptValue value)
    {
        using var text = new ValueBytes(context.Worker, value);
        var items = new HeaderItems(context.Message, hf.Name);
        if (hf.IsAll)
        {
            var found = false;
            while (hf.Parameter.Length > 0 && items.Next())
                found |= ItemParameters.Assign(context, items.Item, hf.Parameter, text.Span);

            return ReturnCode.Of(found);
        }

        if (!items.MoveTo(hf.Index == 0 ? 1 : hf.Index))
            return ReturnCode.Of(hf.Parameter.Length == 0 && hf.Index is 0 or 1 && AssignEmpty(context, hf, text.Span));

        if (hf.Parameter.Length > 0)
            ItemParameters.Assign(context, items.Item, hf.Parameter, text.Span);
        else
            context.Edits.Replace(items.Item, text.Span);

        return ReturnCode.True;
    }

    [Function("include_hf_value", Routes = ValueRoutes, Summary = "Adds an item to a list that does not have it; letter case does not count.")]
    public static ReturnCode IncludeValue(RoutingContext context, HeaderPlace hf, ScriptValue value)
    {
        using var text = new ValueBytes(context.Worker, value);
        var same = new HeaderItems(context.Message, hf.Name);
        if (same.NextEqual(text.Span))
            return ReturnCode.True;

        var items = new HeaderItems(context.Message, hf.Name);
        while (items.Next())
        {
            if (!items.IsLast)
                continue;

            Write(context, items.Item.End, ","u8, text.Span, default);
            return ReturnCode.True;
        }

        AddHeader(context, hf.Name, text.Span);
        return ReturnCode.True;
    }

    [Function("exclude_hf_value", Routes = ValueRoutes, Summary = "Takes an item out of a list, wherever it is; letter case does not count.")]
    public static ReturnCode ExcludeValue(RoutingContext context, HeaderPlace hf, ScriptValue value)
    {
        using var text = new ValueBytes(context.Worker, value);
        var items = new HeaderItems(context.Message, hf.Name);
        while (items.NextEqual(text.Span))
            RemoveItem(context, items);

        return ReturnCode.True;
    }

    [Function("hf_value_exists", Routes = ValueRoutes, Summary = "True when a list has an item with that text, parameters and all; letter case does not count.")]
    public static ReturnCode HasValue(RoutingContext context, HeaderPlace hf, ScriptValue value)
    {
        using var text = new ValueBytes(context.Worker, value);
        var items = new HeaderItems(context.Message, hf.Name);
        return ReturnCode.Of(items.NextEqual(text.Span));
    }

    /// <summary>-1 when there is no such header or field.</summary>
    [Function("remove_hf_value2", Surface = Surfaces.Cfg, Routes = ValueRoutes, Summary = "Takes a header like Authorization out, or with .field one of its fields.")]
    public static ReturnCode RemoveField(RoutingContext context, HeaderPlace hf)
    {
        var index = context.Message.Find(hf.Name);
        if (index < 0)
            return ReturnCode.False;

        if (hf.Parameter.Length > 0)
            return ReturnCode.Of(ItemParameters.RemoveField(context, context.Message.Header(index).Value, hf.Parameter));

        context.Edits.RemoveHeader(index);
        return ReturnCode.True;
    }

    /// <summary>As in cfg; the second argument is one that the peer's KEMI table has and nobody reads.</summary>
    [Function("remove_hf_value2", Surface = Surfaces.Kemi, Routes = ValueRoutes, Summary = "As in cfg; the second argument has no meaning.")]
    public static ReturnCode RemoveField(RoutingContext context, HeaderPlace hf, ScriptValue unused) => RemoveField(context, hf);

    /// <summary>-1 when there is no such header; a field that is not there is added.</summary>
    [Function("assign_hf_value2", Routes = ValueRoutes, Summary = "Gives a header like Authorization another value, or with .field one of its fields.")]
    public static ReturnCode AssignField(RoutingContext context, HeaderPlace hf, ScriptValue value)
    {
        var index = context.Message.Find(hf.Name);
        if (index < 0)
            return ReturnCode.False;

        using var text = new ValueBytes(context.Worker, value);
        var place = context.Message.Header(index).Value;
        if (hf.Parameter.Length > 0)
            ItemParameters.AssignField(context, place, hf.Parameter, text.Span);
        else
            context.Edits.Replace(place, text.Span);

        return ReturnCode.True;
    }

    private static void RemoveItem(RoutingContext context, in HeaderItems items)
    {
        if (items.IsOnly)
            context.Edits.RemoveHeader(items.Header);
        else
            context.Edits.Remove(items.Whole);
    }

    private static bool RemoveEmpty(RoutingContext context, HeaderPlace hf)
    {
        var index = context.Message.Find(hf.Name);
        if (index >= 0)
            context.Edits.RemoveHeader(index);

        return index >= 0;
    }

    private static bool AssignEmpty(RoutingContext context, HeaderPlace hf, ReadOnlySpan<byte> text)
    {
        var index = context.Message.Find(hf.Name);
        if (index < 0)
            return false;

        var line = context.Worker.RentWriter();
        HeaderLine(hf.Name, text, line);
        context.Edits.ReplaceHeader(index, line.Written);
        context.Worker.Return(line);
        return true;
    }

    private static void AddHeader(RoutingContext context, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var line = context.Worker.RentWriter();
        HeaderLine(name, text, line);
        context.Edits.AppendHeader(line.Written);
        context.Worker.Return(line);
    }

    private static void HeaderLine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, Engine.Buffers.ByteWriter line)
    {
        line.Write(name);
        line.Write(": "u8);
        line.Write(text);
        line.Write("\r\n"u8);
    }

    private static void Write(RoutingContext context, int offset, ReadOnlySpan<byte> before, ReadOnlySpan<byte> text, ReadOnlySpan<byte> behind)
    {
        var line = context.Worker.RentWriter();
        line.Write(before);
        line.Write(text);
        line.Write(behind);
        context.Edits.InsertBefore(offset, line.Written);
        context.Worker.Return(line);
    }
}
