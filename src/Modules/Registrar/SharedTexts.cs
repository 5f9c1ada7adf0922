using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Texts that many contacts have in common, kept once. Bounded: a text whose place is taken takes the place over.</summary>
internal sealed class SharedTexts
{
    private const int Places = 256;
    private readonly byte[]?[] _texts = new byte[]?[Places];

    /// <summary>Names of user agents.</summary>
    public static SharedTexts UserAgents { get; } = new();

    /// <summary>The known array when it holds the text, otherwise a new one.</summary>
    public static byte[] Keep(byte[]? known, ReadOnlySpan<byte> text) => known is not null && text.SequenceEqual(known) ? known : text.ToArray();

    /// <summary>An array with the text. Several workers may ask at once; at worst two arrays hold the same.</summary>
    public byte[] Of(ReadOnlySpan<byte> text)
    {
        ref var place = ref _texts[ByteKeys.Instance.GetHashCode(text) & (Places - 1)];
        var kept = Keep(Volatile.Read(ref place), text);
        Volatile.Write(ref place, kept);
        return kept;
    }
}
