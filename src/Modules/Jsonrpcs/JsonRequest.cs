using System.Text.Json;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Modules.Json.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>
/// A JSON-RPC 2.0 request. Member names count without case and the first of each name counts, as with the peer's reader;
/// what follows the request is not looked at.
/// </summary>
internal sealed class JsonRequest
{
    private const int MaxDepth = 32;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>True with the member <c>"jsonrpc": "2.0"</c>.</summary>
    public bool IsVersion2 { get; private set; }

    /// <summary>The command; null when it is missing or no text.</summary>
    public string? Method { get; private set; }

    /// <summary>The parameters, in the order of the document.</summary>
    public List<RpcValue> Parameters { get; } = [];

    /// <summary>Their names, when <c>params</c> is an object; else empty texts.</summary>
    public List<string> Names { get; } = [];

    /// <summary>False when <c>params</c> is neither an array nor an object.</summary>
    public bool HasGoodParameters { get; private set; } = true;

    /// <summary>The id as the reply shows it; null when there is none.</summary>
    public string? Id { get; private set; }

    /// <summary>Name of the FIFO for the reply; empty when there is none.</summary>
    public string ReplyName { get; private set; } = string.Empty;

    /// <summary>Reads a request; null when the text is no JSON or nested too deep.</summary>
    public static JsonRequest? Read(ReadOnlySpan<byte> text)
    {
        var request = new JsonRequest();
        try
        {
            var reader = new Utf8JsonReader(ControlCharacters.Escape(text), Options);
            return reader.Read() && request.TryRead(ref reader) ? request : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool TryRead(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return reader.TrySkip();

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(reader).ToLowerInvariant();
            if (!reader.Read())
                return false;

            if (seen.Add(name))
                Take(name, ref reader);
            else
                reader.Skip();
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private void Take(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "params":
                TakeParameters(ref reader);
                return;
            case "id":
                Id = IdOf(reader);
                break;
            case "jsonrpc":
                IsVersion2 = reader.TokenType == JsonTokenType.String && TextOf(reader) == "2.0";
                break;
            case "method" when reader.TokenType == JsonTokenType.String:
                Method = TextOf(reader);
                break;
            case "reply_name" when reader.TokenType == JsonTokenType.String:
                ReplyName = TextOf(reader);
                break;
        }

        reader.Skip();
    }

    private void TakeParameters(ref Utf8JsonReader reader)
    {
        HasGoodParameters = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        foreach (var (name, value) in ReadValue(ref reader).Members)
        {
            Parameters.Add(value);
            Names.Add(name);
        }
    }

    private static RpcValue ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMembers(ref reader, RpcValue.Struct(), JsonTokenType.EndObject);
            case JsonTokenType.StartArray:
                return ReadMembers(ref reader, RpcValue.Array(), JsonTokenType.EndArray);
            case JsonTokenType.String:
                return RpcValue.Of(TextOf(reader));
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var number) ? RpcValue.Of(number) : RpcValue.OfDouble(RealOf(reader));
            case JsonTokenType.Null:
                return RpcValue.Of((string?)null);
            default:
                return RpcValue.Of(reader.TokenType == JsonTokenType.True ? 1 : 0);
        }
    }

    private static RpcValue ReadMembers(ref Utf8JsonReader reader, RpcValue members, JsonTokenType end)
    {
        while (reader.Read() && reader.TokenType != end)
        {
            var name = string.Empty;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = TextOf(reader);
                reader.Read();
            }

            members.With(name, ReadValue(ref reader));
        }

        return members;
    }

    /// <summary>Null and what is no number or text come back as 0, as the peer has it.</summary>
    private static string IdOf(in Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var quoted = new ByteWriter(64);
                JsonText.Quote(Latin1.ToBytes(TextOf(reader)), quoted);
                return Latin1.ToText(quoted.Written);
            case JsonTokenType.Number:
                return (reader.TryGetInt64(out var number) ? RpcValue.Of(number) : RpcValue.OfDouble(RealOf(reader))).ToText();
            default:
                return "0";
        }
    }

    private static double RealOf(in Utf8JsonReader reader) => reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : 0;

    private static string TextOf(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Latin1.ToText(reader.ValueSpan);

        var plain = new ByteWriter(reader.ValueSpan.Length);
        JsonText.Unescape(reader.ValueSpan, plain);
        return Latin1.ToText(plain.Written);
    }
}
