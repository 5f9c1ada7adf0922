using System.Text.Json;

namespace Signalbox.Modules.Json;

/// <summary>Finds a value in a JSON document without making an object of it. What is no JSON, or nested too deep, holds nothing.</summary>
internal static class JsonSearch
{
    /// <summary>Levels that objects and arrays may be nested.</summary>
    public const int MaxDepth = 32;

    private const int MaxNameBytes = 256;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>A reader at the start of a document or of a part of one.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> text) => new(text, Options);

    /// <summary>Finds a member of the object; the last one counts when there are several.</summary>
    /// <param name="document">The document.</param>
    /// <param name="name">Name of the member, as it stands.</param>
    /// <param name="found">The value's text in the document.</param>
    public static bool TryField(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found)
    {
        found = default;
        try
        {
            return TryMember(document, name, out found);
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Finds a value by a path: <c>a.b</c>, <c>a[2].b</c>; an empty last name is ignored.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">The path.</param>
    /// <param name="escape">Character that stands for a dot in a name.</param>
    /// <param name="found">The value's text in the document.</param>
    public static bool TryPath(ReadOnlySpan<byte> document, ReadOnlySpan<byte> path, byte escape, out ReadOnlySpan<byte> found)
    {
        found = document;
        var steps = 0;
        try
        {
            while (!path.IsEmpty && steps <= MaxDepth)
            {
                var dot = path.IndexOf((byte)'.');
                var step = dot < 0 ? path : path[..dot];
                path = dot < 0 ? default : path[(dot + 1)..];
                // Only the document itself has no name.
                if ((steps++ > 0 && step.StartsWith("["u8)) || !TryStep(found, step, escape, out found))
                    return false;
            }
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return false;
        }

        return steps > 0 && path.IsEmpty;
    }

    private static bool TryStep(ReadOnlySpan<byte> text, ReadOnlySpan<byte> step, byte escape, out ReadOnlySpan<byte> found)
    {
        found = text;
        var bracket = step.IndexOf((byte)'[');
        var written = bracket < 0 ? step : step[..bracket];
        if (written.Length > MaxNameBytes)
            return false;

        Span<byte> name = stackalloc byte[written.Length];
        written.Replace(name, escape, (byte)'.');
        if (!name.IsEmpty && !TryMember(text, name, out found))
            return false;

        return bracket < 0 ? !name.IsEmpty : TryItems(found, step[bracket..], out found);
    }

    private static bool TryItems(ReadOnlySpan<byte> text, ReadOnlySpan<byte> indexes, out ReadOnlySpan<byte> found)
    {
        found = text;
        while (!indexes.IsEmpty)
        {
            var end = indexes.IndexOf((byte)']');
            if (indexes[0] != (byte)'[' || end < 0 || !System.Buffers.Text.Utf8Parser.TryParse(indexes[1..end], out int index, out var digits) || digits != end - 1)
                return false;

            if (index < 0 || !TryItem(found, index, out found))
                return false;

            indexes = indexes[(end + 1)..];
        }

        return true;
    }

    private static bool TryMember(ReadOnlySpan<byte> text, scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found)
    {
        found = default;
        var reader = Reader(text);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isIt)
                found = text[start..(int)reader.BytesConsumed];
        }

        return !found.IsEmpty;
    }

    private static bool TryItem(ReadOnlySpan<byte> text, int index, out ReadOnlySpan<byte> found)
    {
        found = default;
        var reader = Reader(text);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return false;

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (index-- == 0)
                found = text[start..(int)reader.BytesConsumed];
        }

        return !found.IsEmpty;
    }
}
