using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Values;

/// <summary>
/// A value of the scripts: undefined, a 64-bit integer or text. Text is either a <see cref="string"/> (one char a byte)
/// or a slice of a message buffer that becomes a string only when somebody needs one. A slice lives as long as the
/// message it points into: what is stored beyond that goes through <see cref="Detach"/> first.
/// </summary>
public readonly struct ScriptValue
{
    private static readonly object IntegerMark = new();

    private readonly object? _reference;
    private readonly long _bits;

    // An exact comparison: a cast to byte[] also asks whether it is an sbyte[], which takes a call.
    private byte[]? Buffer => _reference is not null && _reference.GetType() == typeof(byte[]) ? Unsafe.As<byte[]>(_reference) : null;

    private ScriptValue(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    /// <summary>The undefined value.</summary>
    public static ScriptValue Undefined => default;

    /// <summary>The empty text.</summary>
    public static ScriptValue Empty => new(string.Empty, 0);

    /// <summary>An integer.</summary>
    public static ScriptValue Of(long number) => new(IntegerMark, number);

    /// <summary>Text; null gives undefined.</summary>
    public static ScriptValue Of(string? text) => new(text, 0);

    /// <summary>Text that is a slice of <paramref name="buffer"/>.</summary>
    public static ScriptValue Of(byte[] buffer, int start, int length) => new(buffer, ((long)start << 32) | (uint)length);

    /// <summary>A constant argument converted at load time.</summary>
    public static ScriptValue OfFixed(object value) => new(new FixedArgument(value), 0);

    /// <summary>What this value holds.</summary>
    public ValueKind Kind => _reference switch
    {
        null => ValueKind.Undefined,
        string or byte[] => ValueKind.Text,
        FixedArgument => ValueKind.Fixed,
        _ => ValueKind.Integer,
    };

    /// <summary>True when there is a value.</summary>
    public bool IsDefined => _reference is not null;

    /// <summary>True for the undefined value and for the empty text.</summary>
    public bool IsUndefinedOrEmpty => _reference switch
    {
        null => true,
        string text => text.Length == 0,
        byte[] => Count == 0,
        _ => false,
    };

    /// <summary>True for an integer.</summary>
    public bool IsInteger => ReferenceEquals(_reference, IntegerMark);

    /// <summary>True for text.</summary>
    public bool IsText => _reference is string or byte[];

    /// <summary>The number of an integer; 0 for anything else. Use <see cref="ToInteger"/> to convert.</summary>
    public long Number => IsInteger ? _bits : 0;

    /// <summary>The object that <see cref="OfFixed"/> wrapped, when it is a <typeparamref name="T"/>.</summary>
    public bool TryGetFixed<T>(out T value)
    {
        if (_reference is FixedArgument { Value: T found })
        {
            value = found;
            return true;
        }

        value = default!;
        return false;
    }

    /// <summary>
    /// As a number: text is decimal with an optional sign or <c>0x</c> hexadecimal; undefined is 0.
    /// </summary>
    /// <returns>False when text is not a number; <paramref name="number"/> is then 0.</returns>
    public bool TryToInteger(out long number)
    {
        number = 0;
        switch (_reference)
        {
            case null:
                return true;
            case byte[] buffer:
                return IntegerText.TryParse(buffer.AsSpan(Start, Count), out number);
            case string text:
                return IntegerText.TryParse(text, out number);
            default:
                number = Number;
                return true;
        }
    }

    /// <summary>As a number; 0 when it is none.</summary>
    public long ToInteger() => TryToInteger(out var number) ? number : 0;

    /// <summary>As text; undefined is "". Allocates for a buffer slice or an integer.</summary>
    public string ToText() => _reference switch
    {
        null => string.Empty,
        string text => text,
        byte[] buffer => Encoding.Latin1.GetString(buffer, Start, Count),
        FixedArgument box => box.Value.ToString() ?? string.Empty,
        _ => _bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The bytes of a buffer slice, without a copy; false for every other value.</summary>
    public bool TryGetBytes(out ReadOnlySpan<byte> bytes)
    {
        if (Buffer is { } buffer)
        {
            bytes = buffer.AsSpan(Start, Count);
            return true;
        }

        bytes = default;
        return false;
    }

    /// <summary>Writes the value as text; undefined writes <paramref name="whenUndefined"/>.</summary>
    public void WriteTo(ByteWriter writer, string whenUndefined = "")
    {
        switch (_reference)
        {
            case null:
                writer.Write(whenUndefined);
                break;
            case byte[] buffer:
                writer.Write(buffer.AsSpan(Start, Count));
                break;
            case string text:
                writer.Write(text);
                break;
            case FixedArgument box:
                writer.Write(box.Value.ToString() ?? string.Empty);
                break;
            default:
                writer.Write(_bits);
                break;
        }
    }

    /// <summary>A piece of text; a slice of a buffer stays one. Anything but text gives undefined.</summary>
    /// <param name="start">First byte within the text.</param>
    /// <param name="length">Number of bytes; both must lie within the text.</param>
    public ScriptValue Slice(int start, int length) => _reference switch
    {
        byte[] buffer => Of(buffer, Start + start, length),
        string text => Of(text.Substring(start, length)),
        _ => Undefined,
    };

    /// <summary>The same value without a tie to a message buffer.</summary>
    public ScriptValue Detach() => _reference is byte[] ? Of(ToText()) : this;

    /// <summary>
    /// The same value without a tie to a message buffer, as bytes; <paramref name="known"/> itself, which must be a copy made
    /// here, when it is the same text.
    /// </summary>
    public ScriptValue CopyUnless(in ScriptValue known)
    {
        if (Buffer is not { } buffer)
            return this;

        var bytes = buffer.AsSpan(Start, Count);
        if (known.Buffer is { } copy && copy.AsSpan().SequenceEqual(bytes))
            return known;

        return Of(bytes.ToArray(), 0, bytes.Length);
    }

    /// <summary>Length as text in bytes.</summary>
    public int TextLength => _reference switch
    {
        null => 0,
        string text => text.Length,
        byte[] => Count,
        _ => ToText().Length,
    };

    /// <summary>Compares as text, byte for byte.</summary>
    public bool TextEquals(in ScriptValue other)
    {
        if (other.Buffer is { } buffer)
            return TextEquals(buffer.AsSpan(other.Start, other.Count));

        return other._reference is string text ? TextEquals(text.AsSpan()) : TextEquals(other.ToText().AsSpan());
    }

    /// <summary>Compares as text with bytes.</summary>
    public bool TextEquals(ReadOnlySpan<byte> other)
    {
        if (Buffer is { } buffer)
            return buffer.AsSpan(Start, Count).SequenceEqual(other);

        Span<byte> digits = stackalloc byte[20];
        return _reference switch
        {
            null => other.IsEmpty,
            string text => Latin1.Equals(other, text),
            FixedArgument => Latin1.Equals(other, ToText()),
            _ => Utf8Formatter.TryFormat(_bits, digits, out var count) && digits[..count].SequenceEqual(other),
        };
    }

    /// <summary>Compares as text with characters.</summary>
    public bool TextEquals(ReadOnlySpan<char> other)
    {
        if (Buffer is { } buffer)
            return Latin1.Equals(buffer.AsSpan(Start, Count), other);

        return ToText().AsSpan().SequenceEqual(other);
    }

    /// <inheritdoc />
    public override string ToString() => IsDefined ? ToText() : "<null>";

    private int Start => (int)(_bits >> 32);

    private int Count => (int)_bits;

    private sealed record FixedArgument(object Value);
}
