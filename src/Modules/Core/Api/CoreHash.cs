namespace Signalbox.Modules.Core.Api;

/// <summary>The 32-bit hash that operators know from <c>{s.corehash}</c>, <c>core_hash()</c> and table listings.</summary>
internal static class CoreHash
{
    /// <summary>Hash of a text, one byte a char.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 0u;
        var word = 0u;
        for (var i = 0; i < text.Length; i++)
            Add(ref hash, ref word, (byte)text[i], i);

        return Mix(hash + (word ^ (word >> 3)));
    }

    /// <summary>Hash of two texts; an empty second one does not count.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => Mix(Sum(first) + Sum(second));

    private static uint Sum(ReadOnlySpan<byte> text)
    {
        var hash = 0u;
        var word = 0u;
        for (var i = 0; i < text.Length; i++)
            Add(ref hash, ref word, text[i], i);

        return hash + (word ^ (word >> 3));
    }

    private static void Add(ref uint hash, ref uint word, byte next, int index)
    {
        word = (word << 8) + next;
        if (index % 4 != 3)
            return;

        hash += word ^ (word >> 3);
        word = 0;
    }

    private static uint Mix(uint hash) => hash + (hash >> 11) + (hash >> 13) + (hash >> 23);
}
