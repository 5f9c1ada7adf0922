using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Debugger;

/// <summary>Logs the variables that the script uses as one JSON object: <c>{"$var(x)":3,"$avp(y)":["two","text"],"$xavp(a)":[{"b":[4]}]}</c>.</summary>
internal sealed class VariableDump(IScriptLog log, IVariableSource source, IStructuredValues? structures)
{
    /// <summary>All kinds of variables, undefined ones too.</summary>
    public const int Everything = Undefined | Avps | ScriptVariables | Xavps | Others;

    private const int Undefined = 1;
    private const int Avps = 2;
    private const int ScriptVariables = 4;
    private const int Xavps = 8;
    private const int Others = 16;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ConcurrentDictionary<string, VariableReference?> _bound = new(StringComparer.Ordinal);

    /// <summary>Writes one line.</summary>
    /// <param name="context">The message.</param>
    /// <param name="mask">Sum of what to show.</param>
    /// <param name="level">Level of the line.</param>
    public void Write(RoutingContext context, int mask, int level)
    {
        if (!log.IsEnabled(level))
            return;

        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            if ((mask & Avps) != 0)
                WriteAvps(json, context);

            if ((mask & Xavps) != 0)
                WriteXavps(json, context);

            WriteNamed(json, context, mask);
            json.WriteEndObject();
        }

        log.Write(level, "<debugger>: "u8, text.ToArray());
    }

    private static void WriteAvps(Utf8JsonWriter json, RoutingContext context)
    {
        var all = new List<(string Name, ScriptValue Value)>();
        context.Avps.CopyTo(all, null);
        foreach (var stack in all.GroupBy(static one => one.Name, StringComparer.Ordinal))
            WriteValues(json, $"$avp({stack.Key})", stack.Select(static one => one.Value));
    }

    private void WriteXavps(Utf8JsonWriter json, RoutingContext context)
    {
        foreach (var stack in structures?.All(context).GroupBy(static one => one.Name, StringComparer.Ordinal) ?? [])
        {
            json.WriteStartArray(Characters($"$xavp({stack.Key})"));
            foreach (var root in stack)
                WriteRoot(json, root);

            json.WriteEndArray();
        }
    }

    private static void WriteRoot(Utf8JsonWriter json, StructuredValue root)
    {
        if (root.Value.IsDefined)
        {
            WriteValue(json, root.Value);
            return;
        }

        json.WriteStartObject();
        foreach (var field in root.Fields.GroupBy(static one => one.Name, StringComparer.Ordinal))
            WriteValues(json, field.Key, field.Select(static one => one.Value));

        json.WriteEndObject();
    }

    private void WriteNamed(Utf8JsonWriter json, RoutingContext context, int mask)
    {
        foreach (var name in source.Used)
        {
            var kind = KindOf(name);
            if (kind == 0 || (mask & kind) == 0 || _bound.GetOrAdd(name, Bind) is not { } variable)
                continue;

            var value = variable.Read(context);
            if (!value.IsDefined && (mask & Undefined) == 0)
                continue;

            json.WritePropertyName(Characters(name));
            WriteValue(json, value);
        }
    }

    // Constants are no variables; stacks are shown whole.
    private static int KindOf(string name) => name switch
    {
        "$null" => 0,
        _ when name.StartsWith("$avp(", StringComparison.Ordinal) || name.StartsWith("$xav", StringComparison.Ordinal) => 0,
        _ when name.StartsWith("$var(", StringComparison.Ordinal) || name.StartsWith("$vn(", StringComparison.Ordinal) || name.StartsWith("$vz(", StringComparison.Ordinal) => ScriptVariables,
        _ => Others,
    };

    private static void WriteValues(Utf8JsonWriter json, string name, IEnumerable<ScriptValue> values)
    {
        json.WriteStartArray(Characters(name));
        foreach (var value in values)
            WriteValue(json, value);

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, in ScriptValue value)
    {
        if (!value.IsDefined)
            json.WriteNullValue();
        else if (value.IsInteger)
            json.WriteNumberValue(value.Number);
        else
            json.WriteStringValue(Characters(value.ToText()));
    }

    private static string Characters(string text) => Encoding.UTF8.GetString(Latin1.ToBytes(text));

    private VariableReference? Bind(string name) => source.Bind(name, out _);
}
