using System.Text.Json;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>What a reader of JSON other than ours says of a request.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>The document; null when it is none by the book (the server is more patient).</summary>
    public static JsonDocument? Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of an object that is a text, or null.</summary>
    public static string? Text(JsonDocument document, string name)
    {
        try
        {
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8.
            return null;
        }
    }

    /// <summary>True for an object in which each name is there once: which of two counts is the server's choice.</summary>
    public static bool HasSingleNames(JsonDocument document)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return false;

        try
        {
            var names = document.RootElement.EnumerateObject().Select(static one => one.Name).ToList();
            return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8.
            return false;
        }
    }

    /// <summary><c>result</c>, or the code of the error.</summary>
    public static string Kind(string reply)
    {
        using var document = JsonDocument.Parse(reply);
        Assert.Equal("2.0", document.RootElement.GetProperty("jsonrpc").GetString());
        return document.RootElement.TryGetProperty("error", out var error) ? $"error {error.GetProperty("code").GetInt32()}" : "result";
    }

    /// <summary>A request whose reply tells that everything before it was looked at.</summary>
    public static string Probe(string id, string replyName) =>
        $"{{\"jsonrpc\":\"2.0\",\"method\":\"core.printi\",\"params\":[5],{(replyName.Length > 0 ? $"\"reply_name\":\"{replyName}\"," : string.Empty)}\"id\":\"{id}\"}}";
}
