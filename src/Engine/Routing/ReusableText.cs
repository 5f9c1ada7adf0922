using Signalbox.Engine.Values;

namespace Signalbox.Engine.Routing;

/// <summary>Bytes that are set and read many times without a new allocation, e.g. the current request URI.</summary>
public sealed class ReusableText
{
    private byte[] _bytes = [];

    /// <summary>True when a value was set, an empty one too.</summary>
    public bool IsSet { get; private set; }

    /// <summary>Goes up with every change; tells whether a script assigned, also the same value again.</summary>
    public int Changes { get; private set; }

    /// <summary>Number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>The bytes as a script value that is valid until the next change; undefined when not set.</summary>
    public ScriptValue Value => IsSet ? ScriptValue.Of(_bytes, 0, Length) : ScriptValue.Undefined;

    /// <summary>Sets bytes; the span may be part of this text.</summary>
    public void Set(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length)
        {
            var grown = new byte[Math.Max(64, bytes.Length + bytes.Length / 2)];
            bytes.CopyTo(grown);
            _bytes = grown;
        }
        else
        {
            bytes.CopyTo(_bytes);
        }

        Length = bytes.Length;
        IsSet = true;
        Changes++;
    }

    /// <summary>Takes over another text, set or not.</summary>
    public void Set(ReusableText other)
    {
        Set(other.Span);
        IsSet = other.IsSet;
    }

    /// <summary>Forgets the value; keeps the memory.</summary>
    public void Clear()
    {
        Length = 0;
        IsSet = false;
        Changes++;
    }
}
