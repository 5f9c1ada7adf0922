using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>
/// Cuts a stream of text into JSON objects: braces that balance, quotes respected. Text before an object spoils it, up to
/// the end of its line; an object that is too long is forgotten.
/// </summary>
internal sealed class ObjectFramer
{
    /// <summary>Longest object.</summary>
    public const int MaxBytes = 65536;

    private readonly ByteWriter _object = new();
    private int _depth;
    private bool _inText;
    private bool _isEscaped;

    /// <summary>The bytes of the object that <see cref="Push"/> completed.</summary>
    public ReadOnlySpan<byte> Object => _object.Written;

    /// <summary>True when text stood before the object on its line, so that it must not be run.</summary>
    public bool IsSpoiled { get; private set; }

    /// <summary>True when the object is longer than <see cref="MaxBytes"/>; it was cut there and must not be run.</summary>
    public bool IsTooLong => _object.Length >= MaxBytes;

    /// <summary>Takes one byte.</summary>
    /// <returns>True when an object is complete, or too long.</returns>
    public bool Push(byte value)
    {
        if (_depth == 0 && !IsStart(value))
            return false;

        _object.Write(value);
        if (_isEscaped)
            _isEscaped = false;
        else if (_inText)
            TakeText(value);
        else
            TakeStructure(value);

        if (IsTooLong)
            _depth = 0;

        return _depth == 0;
    }

    private bool IsStart(byte value)
    {
        _object.Clear();
        _inText = false;
        _isEscaped = false;
        if (value is (byte)'\n')
            IsSpoiled = false;
        else if (value is not ((byte)'{' or (byte)' ' or (byte)'\t' or (byte)'\r'))
            IsSpoiled = true;

        return value == (byte)'{';
    }

    private void TakeText(byte value)
    {
        _isEscaped = value == (byte)'\\';
        _inText = value != (byte)'"';
    }

    private void TakeStructure(byte value)
    {
        _inText = value == (byte)'"';
        if (value == (byte)'{')
            _depth++;
        else if (value == (byte)'}')
            _depth--;
    }
}
