using System.Buffers;
using System.Security.Cryptography;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{s.…}</c>: lengths, pieces, hashes.</content>
internal sealed partial class PvModule
{
    private static readonly SearchValues<byte> UpperLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);
    private static readonly SearchValues<byte> LowerLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz"u8);

    [Transformation("s.len", Summary = "Length in bytes.")]
    public static ScriptValue TextLength(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? ScriptValue.Of(value.TextLength) : value;

    [Transformation("s.int", Summary = "As number; undefined when it is none.")]
    [Transformation("s.intv", Newer = true, Summary = "As number; undefined when it is none.")]
    public static ScriptValue ToNumber(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined || value.IsInteger)
            return value;

        if (value.TextLength == 0)
            return ScriptValue.Of(0);

        return value.TryToInteger(out var number) ? ScriptValue.Of(number) : ScriptValue.Undefined;
    }

    [Transformation("s.numeric", Summary = "Its digits alone.")]
    public static ScriptValue Digits(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? ScriptValue.Of(string.Concat(value.ToText().Where(char.IsAsciiDigit))) : value;

    [Transformation("s.tolower", Summary = "ASCII letters in lower case.")]
    public static ScriptValue ToLower(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        WithCase(value, UpperLetters, upper: false);

    [Transformation("s.toupper", Summary = "ASCII letters in upper case.")]
    public static ScriptValue ToUpper(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        WithCase(value, LowerLetters, upper: true);

    [Transformation("s.md5", Summary = "MD5 in hexadecimal.")]
    public static ScriptValue Md5(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Hash(context, value, MD5.HashData);

    [Transformation("s.sha256", Summary = "SHA-256 in hexadecimal.")]
    public static ScriptValue Sha256(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Hash(context, value, SHA256.HashData);

    [Transformation("s.sha384", Summary = "SHA-384 in hexadecimal.")]
    public static ScriptValue Sha384(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Hash(context, value, SHA384.HashData);

    [Transformation("s.sha512", Summary = "SHA-512 in hexadecimal.")]
    public static ScriptValue Sha512(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Hash(context, value, SHA512.HashData);

    [Transformation("s.corehash", MaxArguments = 1, Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", Summary = "32-bit hash as text; with a number of slots the slot.")]
    public static ScriptValue Hash32(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var hash = CoreHash.Of(value.ToText());
        var slots = arguments.Length > 0 ? arguments[0].ToInteger() : 0;
        return ScriptValue.Of(ScriptValue.Of(slots > 0 ? hash & (uint)(slots - 1) : hash).ToText());
    }

    [Transformation("s.substr", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Substring)}", MinArguments = 2, MaxArguments = 2, Summary = "A piece: offset (negative from the end), length (0 = to the end).")]
    public static ScriptValue Substring(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var size = value.TextLength;
        var offset = arguments[0].ToInteger();
        var length = arguments[1].ToInteger();
        if (offset < 0)
            offset += size;

        if (!value.IsDefined || length < 0 || offset < 0 || offset >= size)
            return ScriptValue.Undefined;

        var left = size - offset;
        return Slice(value, (int)offset, (int)(length == 0 || length > left ? left : length));
    }

    [Transformation("s.select", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Select)}", MinArguments = 2, MaxArguments = 3, Summary = "The part with a number between separators; negative from the end.")]
    public static ScriptValue Select(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var text = value.ToText();
        var separator = Separator(arguments, 1);
        if (separator.Length == 0)
            return ScriptValue.Undefined;

        var parts = text.Split(separator[0]);
        var index = arguments[0].ToInteger();
        if (index < 0)
            index += parts.Length;

        return ScriptValue.Of(index >= 0 && index < parts.Length ? parts[index] : string.Empty);
    }

    [Transformation("s.strip", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", MinArguments = 1, MaxArguments = 1, Summary = "Without that many characters at the start.")]
    public static ScriptValue Strip(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var count = (int)Math.Clamp(arguments[0].ToInteger(), 0, value.TextLength);
        return value.IsDefined ? Slice(value, count, value.TextLength - count) : value;
    }

    [Transformation("s.striptail", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", MinArguments = 1, MaxArguments = 1, Summary = "Without that many characters at the end.")]
    public static ScriptValue StripTail(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var count = (int)Math.Clamp(arguments[0].ToInteger(), 0, value.TextLength);
        return value.IsDefined ? Slice(value, 0, value.TextLength - count) : value;
    }

    [Transformation("s.stripto", MinArguments = 1, MaxArguments = 2, Summary = "From the first occurrence of a character on.")]
    public static ScriptValue StripTo(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        var index = value.ToText().IndexOf(Separator(arguments, 0), StringComparison.Ordinal);
        return index < 0 ? ScriptValue.Empty : Slice(value, index, value.TextLength - index);
    }

    [Transformation("s.before", MinArguments = 1, MaxArguments = 2, Summary = "What stands before a character; all when it is not there.")]
    public static ScriptValue Before(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        BeforeAt(value, Mark(arguments).Length > 0 ? value.ToText().IndexOf(Mark(arguments), StringComparison.Ordinal) : -1);

    [Transformation("s.rbefore", MinArguments = 1, MaxArguments = 2, Summary = "What stands before the last occurrence of a character.")]
    public static ScriptValue BeforeLast(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        BeforeAt(value, Mark(arguments).Length > 0 ? value.ToText().LastIndexOf(Mark(arguments), StringComparison.Ordinal) : -1);

    [Transformation("s.after", MinArguments = 1, MaxArguments = 2, Summary = "What stands after a character; empty when it is not there.")]
    public static ScriptValue After(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var mark = Mark(arguments);
        return AfterAt(value, mark.Length > 0 ? value.ToText().IndexOf(mark, StringComparison.Ordinal) : -1, mark.Length);
    }

    [Transformation("s.rafter", MinArguments = 1, MaxArguments = 2, Summary = "What stands after the last occurrence of a character.")]
    public static ScriptValue AfterLast(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var mark = Mark(arguments);
        return AfterAt(value, mark.Length > 0 ? value.ToText().LastIndexOf(mark, StringComparison.Ordinal) : -1, mark.Length);
    }

    [Transformation("s.count", MinArguments = 1, MaxArguments = 2, Summary = "How often a text occurs.")]
    public static ScriptValue Count(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var wanted = Separator(arguments, 0);
        if (!value.IsDefined || wanted.Length == 0)
            return ScriptValue.Undefined;

        var text = value.ToText();
        var count = 0;
        for (var i = text.IndexOf(wanted, StringComparison.Ordinal); i >= 0; i = text.IndexOf(wanted, i + wanted.Length, StringComparison.Ordinal))
            count++;

        return ScriptValue.Of(count);
    }

    private static ScriptValue Hash(RoutingContext context, in ScriptValue value, Func<ReadOnlySpan<byte>, byte[]> hash)
    {
        if (!value.IsDefined)
            return value;

        using var bytes = new ValueBytes(context.Worker, value);
        return ScriptValue.Of(Convert.ToHexStringLower(hash(bytes.Span)));
    }

    private static ScriptValue BeforeAt(in ScriptValue value, int index) =>
        !value.IsDefined || index < 0 ? value : Slice(value, 0, index);

    private static ScriptValue AfterAt(in ScriptValue value, int index, int length)
    {
        if (!value.IsDefined)
            return value;

        return index < 0 ? ScriptValue.Empty : Slice(value, index + length, value.TextLength - index - length);
    }

    private static ScriptValue Slice(in ScriptValue value, int start, int length) =>
        value.IsText ? value.Slice(start, length) : ScriptValue.Of(value.ToText().Substring(start, length));

    /// <summary>A text argument; a comma as separator arrives as two empty arguments.</summary>
    private static string Separator(ReadOnlySpan<ScriptValue> arguments, int index)
    {
        var text = arguments[index].ToText();
        return text.Length == 0 && arguments.Length == index + 2 && arguments[index + 1].TextLength == 0 ? "," : text;
    }

    /// <summary>before and after look for one character; a blank counts as none.</summary>
    private static string Mark(ReadOnlySpan<ScriptValue> arguments)
    {
        var text = Separator(arguments, 0).Trim();
        return text.Length > 1 ? text[..1] : text;
    }

    // Most texts have the wanted case already and stay what they are.
    private static ScriptValue WithCase(in ScriptValue value, SearchValues<byte> others, bool upper)
    {
        if (!value.IsDefined || (value.TryGetBytes(out var bytes) && !bytes.ContainsAny(others)))
            return value;

        return ScriptValue.Of(MapAscii(value.ToText(), upper));
    }

    private static string MapAscii(string text, bool upper) => string.Create(text.Length, (text, upper), static (span, state) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var c = state.text[i];
            span[i] = state.upper switch
            {
                true when char.IsAsciiLetterLower(c) => (char)(c - 32),
                false when char.IsAsciiLetterUpper(c) => (char)(c + 32),
                _ => c,
            };
        }
    });
}
