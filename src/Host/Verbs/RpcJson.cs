using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Host.Verbs;

/// <summary>Prints replies as JSON: one row as it is, several as an array, none as an empty object. Names that repeat become an array of objects.</summary>
/// <param name="lists">Names of members whose own members are items of one array, whatever their names.</param>
internal sealed class RpcJson(params string[] lists)
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a reply.</summary>
    /// <param name="rows">Its rows.</param>
    public string TextOf(IReadOnlyList<RpcValue> rows)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            if (rows.Count == 1)
                Write(rows[0], writer);
            else if (rows.Count == 0)
                Write(RpcValue.Struct(), writer);
            else
                WriteItems(rows, writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private void Write(RpcValue value, Utf8JsonWriter writer)
    {
        switch (value.Kind)
        {
            case RpcKind.Integer:
                writer.WriteNumberValue(value.Number);
                break;
            case RpcKind.Double:
                writer.WriteRawValue(value.Real.ToString("F6", CultureInfo.InvariantCulture));
                break;
            case RpcKind.Struct:
                WriteMembers(value.Members, writer);
                break;
            case RpcKind.List:
                writer.WriteStartArray();
                foreach (var member in value.Members)
                    WriteMembers([member], writer);

                writer.WriteEndArray();
                break;
            case RpcKind.Array:
                WriteItems([.. value.Members.Select(static member => member.Value)], writer);
                break;
            default:
                writer.WriteStringValue(Characters(value.ToText()));
                break;
        }
    }

    private void WriteItems(IReadOnlyList<RpcValue> items, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(item, writer);

        writer.WriteEndArray();
    }

    private void WriteMembers(IReadOnlyList<(string Name, RpcValue Value)> members, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(Characters(name));
            if (lists.Contains(name, StringComparer.Ordinal))
                WriteItems([.. value.Members.Select(static member => member.Value)], writer);
            else
                Write(value, writer);
        }

        writer.WriteEndObject();
    }

    // Text of the server is bytes; what is UTF-8 becomes the characters that it stands for.
    private static string Characters(string text) => Encoding.UTF8.GetString(Latin1.ToBytes(text));
}
