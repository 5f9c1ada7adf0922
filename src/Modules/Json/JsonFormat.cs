using System.Text.Json;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Json.Api;

namespace Signalbox.Modules.Json;

/// <summary>Writes JSON the way the peer's library does: blanks inside brackets and after colons and commas, numbers as they were.</summary>
internal static class JsonFormat
{
    /// <summary>Writes one value that <see cref="JsonSearch"/> found.</summary>
    public static void Write(ReadOnlySpan<byte> value, ByteWriter output)
    {
        var reader = JsonSearch.Reader(value);
        var isFirst = true;
        var isValueOfName = false;
        while (reader.Read())
        {
            var closes = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (output.Length > 0 && !isValueOfName)
                output.Write(isFirst || closes ? " "u8 : ", "u8);

            WriteToken(reader, output);
            isValueOfName = reader.TokenType == JsonTokenType.PropertyName;
            isFirst = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (reader.CurrentDepth == 0 && !isFirst)
                return;
        }
    }

    private static void WriteToken(in Utf8JsonReader reader, ByteWriter output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                output.Write("{"u8);
                break;
            case JsonTokenType.EndObject:
                output.Write("}"u8);
                break;
            case JsonTokenType.StartArray:
                output.Write("["u8);
                break;
            case JsonTokenType.EndArray:
                output.Write("]"u8);
                break;
            case JsonTokenType.PropertyName:
                WriteText(reader.ValueSpan, output);
                output.Write(": "u8);
                break;
            case JsonTokenType.String:
                WriteText(reader.ValueSpan, output);
                break;
            default:
                output.Write(reader.ValueSpan);
                break;
        }
    }

    private static void WriteText(ReadOnlySpan<byte> written, ByteWriter output)
    {
        output.Write("\""u8);
        JsonText.Normalize(written, output);
        output.Write("\""u8);
    }
}
