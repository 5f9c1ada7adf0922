using System.Buffers;
using System.Text;

namespace Signalbox.Modules.Core.Api;

/// <summary>Bytes as characters, one to one, for regular expressions; the array is pooled.</summary>
internal readonly ref struct WideText
{
    private readonly char[] _array;

    /// <summary>Widens bytes.</summary>
    public WideText(ReadOnlySpan<byte> bytes)
    {
        _array = ArrayPool<char>.Shared.Rent(bytes.Length);
        Span = _array.AsSpan(0, Encoding.Latin1.GetChars(bytes, _array));
    }

    /// <summary>The characters, valid until Dispose.</summary>
    public ReadOnlySpan<char> Span { get; }

    /// <summary>Gives the array back.</summary>
    public void Dispose() => ArrayPool<char>.Shared.Return(_array);
}
