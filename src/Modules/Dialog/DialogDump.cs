using System.Text.Json;
using Signalbox.Engine.Control;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>Writes dialogs as lines of JSON.</summary>
internal static class DialogDump
{
    /// <summary>Writes a file; one that is there is replaced.</summary>
    public static void Write(string path, IReadOnlyList<SipDialog> dialogs)
    {
        using var file = File.Create(path);
        foreach (var dialog in dialogs)
        {
            using (var json = new Utf8JsonWriter(file))
                Write(json, DialogRows.Of(dialog, now: 0));

            file.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, RpcValue row)
    {
        json.WriteStartObject();
        foreach (var (name, value) in row.Members)
        {
            if (name == "duration")
                continue;

            json.WritePropertyName(name == "call-id" ? "call_id" : name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, RpcValue value)
    {
        switch (value.Kind)
        {
            case RpcKind.Integer:
                json.WriteNumberValue(value.Number);
                break;
            case RpcKind.Struct:
                Write(json, value);
                break;
            case RpcKind.Array:
                WriteNamed(json, value);
                break;
            default:
                json.WriteStringValue(value.Kind == RpcKind.Null ? string.Empty : value.ToText());
                break;
        }
    }

    // Profiles and variables are one object each: a profile without values has an empty one.
    private static void WriteNamed(Utf8JsonWriter json, RpcValue items)
    {
        json.WriteStartObject();
        foreach (var (_, item) in items.Members)
        {
            if (item.Kind == RpcKind.Struct)
                json.WriteString(item.Members[0].Name, item.Members[0].Value.ToText());
            else
                json.WriteString(item.ToText(), string.Empty);
        }

        json.WriteEndObject();
    }
}
