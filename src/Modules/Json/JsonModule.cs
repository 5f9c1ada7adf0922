using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Json.Api;

namespace Signalbox.Modules.Json;

/// <summary>Takes values out of JSON documents.</summary>
[Module("json", Summary = "Takes values out of JSON documents.")]
internal sealed class JsonModule : IModule
{
    private const char UsualEscape = '%';
    private char _escape = UsualEscape;

    /// <summary>Sets the character that stands for a dot inside a name.</summary>
    [Parameter("json_escape_char", Default = "%", Summary = "Character that stands for a dot inside a name in the paths of json.parse: one character.")]
    public string? SetEscape(string text)
    {
        if (text.Length != 1 || text[0] is '.' or '[' or ']')
            return $"found \"{text}\", expected one character other than dot and brackets";

        _escape = text[0];
        return null;
    }

    /// <summary>1 found, -1 not: the value as JSON, text in quotes.</summary>
    [Function("json_get_field", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Puts the value of a field of the object into a variable, as JSON: text keeps its quotes. The name is no path.")]
    public static bool GetField(RoutingContext context, ScriptValue json, ScriptValue field, [Assigned] VariableReference destination) =>
        TryRead(context, json, field, quotes: true, out var found) && destination.Write(context, found);

    /// <summary>1 found, -1 not: text without quotes, everything else as JSON.</summary>
    [Function("json_get_string", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "As json_get_field, text without its quotes.")]
    public static bool GetString(RoutingContext context, ScriptValue json, ScriptValue field, [Assigned] VariableReference destination) =>
        TryRead(context, json, field, quotes: false, out var found) && destination.Write(context, found);

    /// <summary>The value at a path as text.</summary>
    [Transformation("json.parse", MinArguments = 1, MaxArguments = 1, Summary = "Value at a path: names joined by dots, [n] for an item of an array; empty when there is none.")]
    public static ScriptValue Parse(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var escape = (context.Snapshot.Module("json")?.Instance as JsonModule)?._escape ?? UsualEscape;
        using var document = new ValueBytes(context.Worker, value);
        using var path = new ValueBytes(context.Worker, arguments[0]);
        return JsonSearch.TryPath(document.Span, path.Span, (byte)escape, out var found) ? TextOf(context, found, quotes: false) : ScriptValue.Empty;
    }

    private static bool TryRead(RoutingContext context, in ScriptValue json, in ScriptValue field, bool quotes, out ScriptValue value)
    {
        using var document = new ValueBytes(context.Worker, json);
        using var name = new ValueBytes(context.Worker, field);
        var isThere = JsonSearch.TryField(document.Span, name.Span, out var found) && !found.SequenceEqual("null"u8);
        value = isThere ? TextOf(context, found, quotes) : default;
        return isThere;
    }

    private static ScriptValue TextOf(RoutingContext context, ReadOnlySpan<byte> found, bool quotes)
    {
        var text = context.Worker.RentWriter();
        if (found[0] == (byte)'"' && !quotes)
            JsonText.Unescape(found[1..^1], text);
        else if (!found.SequenceEqual("null"u8))
            JsonFormat.Write(found, text);

        var value = ScriptValue.Of(Latin1.ToText(text.Written));
        context.Worker.Return(text);
        return value;
    }
}
