using System.Globalization;
using System.Text;
using System.Text.Json;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Writes a call as one JSON object: its legs and its messages. JSON escapes control characters, so it may go to a terminal.</summary>
internal static class JsonExport
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };

    /// <summary>Writes the call; nothing is left to be said.</summary>
    public static string Write(TracedCall call, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("legs");
            foreach (var leg in call.Legs)
                WriteLeg(json, call, leg);

            json.WriteEndArray();
            json.WriteStartArray("messages");
            foreach (var message in call.Messages)
                WriteMessage(json, call, message);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
        return string.Join("; ", call.Notes);
    }

    private static void WriteLeg(Utf8JsonWriter json, TracedCall call, TracedLeg leg)
    {
        var first = call.Messages.FirstOrDefault(message => message.CallId == leg.CallId);
        json.WriteStartObject();
        json.WriteString("leg", first is null ? "?" : call.LegOf(first));
        Write(json, "callid", leg.CallId);
        Write(json, "joined_by", leg.Reason);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, TracedCall call, TracedMessage message)
    {
        json.WriteStartObject();
        json.WriteString("time", new DateTime(message.UtcTicks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        json.WriteString("leg", call.LegOf(message));
        Write(json, "callid", message.CallId);
        Write(json, "correlation_id", message.CorrelationId);
        Write(json, "method", message.Method);
        Write(json, "status", message.Status);
        json.WriteString("proto", message.Protocol.Name());
        Write(json, "from", message.From.Text);
        Write(json, "to", message.To.Text);
        Write(json, "direction", message.Direction);
        if (MessageText.Branch(message.Bytes) is var branch and >= 0)
            json.WriteNumber("branch", branch);

        Write(json, "table", message.Table);
        json.WriteNumber("id", message.Id);
        Write(json, "msg", Latin1.ToText(message.Bytes));
        json.WriteEndObject();
    }

    // Bytes that are no UTF-8 become the characters of Latin-1.
    private static void Write(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
            json.WriteString(name, text.Contains('\0', StringComparison.Ordinal) ? Encoding.Latin1.GetString(Latin1.ToBytes(text)) : StoredText.ToDriver(text));
    }
}
