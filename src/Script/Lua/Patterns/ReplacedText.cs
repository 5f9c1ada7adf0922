namespace Signalbox.Script.Lua.Patterns;

/// <summary>The text that gsub puts together; its room is used again.</summary>
internal sealed class ReplacedText
{
    /// <summary>Largest text that one call makes, in bytes.</summary>
    public const int MaxLength = 64 << 20;

    private const int Small = 64 << 10;
    private byte[] _room = new byte[1024];
    private int _length;

    /// <summary>The text so far.</summary>
    public ReadOnlySpan<byte> Bytes => _room.AsSpan(0, _length);

    /// <summary>Forgets the text, and what room a large one took.</summary>
    public void Clear()
    {
        _length = 0;
        if (_room.Length > Small)
            _room = new byte[Small];
    }

    /// <summary>Adds bytes.</summary>
    /// <returns>False when the text would become too large.</returns>
    public bool TryAdd(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength - _length)
            return false;

        if (bytes.Length > _room.Length - _length)
            Array.Resize(ref _room, Math.Max(_room.Length * 2, _length + bytes.Length));

        bytes.CopyTo(_room.AsSpan(_length));
        _length += bytes.Length;
        return true;
    }
}
