using System.Globalization;
using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{s.…}</c> that change or encode text.</content>
internal sealed partial class PvModule
{
    private const string Blank = " \t\r\n";

    // What a text may grow to by a transformation, in characters.
    private const int MaxResult = 1 << 20;

    [Transformation("s.trim", Summary = "Without blanks around.")]
    public static ScriptValue Trim(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.Trim(Blank.ToCharArray()));

    [Transformation("s.ltrim", Summary = "Without blanks at the start.")]
    public static ScriptValue TrimStart(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.TrimStart(Blank.ToCharArray()));

    [Transformation("s.rtrim", Summary = "Without blanks at the end.")]
    public static ScriptValue TrimEnd(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.TrimEnd(Blank.ToCharArray()));

    [Transformation("s.rmws", Summary = "Without any blanks.")]
    public static ScriptValue RemoveBlanks(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => string.Concat(text.Where(static c => !Blank.Contains(c, StringComparison.Ordinal))));

    [Transformation("s.rm", MinArguments = 1, MaxArguments = 2, Summary = "Without each occurrence of a text.")]
    public static ScriptValue Remove(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var wanted = Separator(arguments, 0);
        return wanted.Length == 0 || !value.IsDefined ? value : ScriptValue.Of(value.ToText().Replace(wanted, string.Empty, StringComparison.Ordinal));
    }

    [Transformation("s.replace", Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Replace)}", MinArguments = 2, MaxArguments = 2, Summary = "Each occurrence of a text replaced by another.")]
    public static ScriptValue Replace(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var wanted = arguments[0].ToText();
        if (wanted.Length == 0 || !value.IsDefined)
            return value;

        var text = value.ToText();
        var with = arguments[1].ToText();
        return text.Length / wanted.Length * (long)with.Length > MaxResult ? ScriptValue.Undefined : ScriptValue.Of(text.Replace(wanted, with, StringComparison.Ordinal));
    }

    [Transformation("s.unquote", Summary = "Without one pair of quotes around.")]
    public static ScriptValue Unquote(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.Length >= 2 && text[0] == text[^1] && text[0] is '"' or '\'' ? text[1..^1] : text);

    [Transformation("s.unbracket", Summary = "Without one pair of angle brackets around.")]
    public static ScriptValue Unbracket(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => text.Length >= 2 && text[0] == '<' && text[^1] == '>' ? text[1..^1] : text);

    [Transformation("s.encode.hexa", Summary = "Bytes in hexadecimal.")]
    public static ScriptValue ToHexadecimal(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Convert.ToHexStringLower(Latin1.ToBytes(text)));

    [Transformation("s.decode.hexa", Summary = "Bytes out of hexadecimal.")]
    public static ScriptValue FromHexadecimal(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var text = value.ToText();
        return value.IsDefined && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
            ? ScriptValue.Of(Latin1.ToText(Convert.FromHexString(text)))
            : ScriptValue.Undefined;
    }

    [Transformation("s.encode.base64", Summary = "Base 64.")]
    public static ScriptValue ToBase64(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Convert.ToBase64String(Latin1.ToBytes(text)));

    [Transformation("s.encode.base64t", Summary = "Base 64 without padding.")]
    public static ScriptValue ToBase64Short(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Convert.ToBase64String(Latin1.ToBytes(text)).TrimEnd('='));

    [Transformation("s.encode.base64url", Summary = "Base 64 with the letters of URLs.")]
    public static ScriptValue ToBase64Url(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Convert.ToBase64String(Latin1.ToBytes(text)).Replace('+', '-').Replace('/', '_'));

    [Transformation("s.decode.base64", Summary = "Out of base 64.")]
    public static ScriptValue FromBase64(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? Decode64(value.ToText()) : value;

    [Transformation("s.decode.base64t", Summary = "Out of base 64 with or without padding.")]
    public static ScriptValue FromBase64Short(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? Decode64(Pad(value.ToText())) : value;

    [Transformation("s.decode.base64url", Summary = "Out of base 64 with the letters of URLs.")]
    public static ScriptValue FromBase64Url(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? Decode64(Pad(value.ToText().Replace('-', '+').Replace('_', '/'))) : value;

    [Transformation("s.encode.base58", Summary = "Base 58.")]
    public static ScriptValue ToBase58(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? ScriptValue.Of(Base58.Encode(Latin1.ToBytes(value.ToText()))) : value;

    [Transformation("s.decode.base58", Summary = "Out of base 58.")]
    public static ScriptValue FromBase58(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined && Base58.TryDecode(value.ToText(), out var bytes) ? ScriptValue.Of(Latin1.ToText(bytes)) : ScriptValue.Undefined;

    [Transformation("s.escape.common", Summary = "A backslash before quotes, backslash and NUL.")]
    public static ScriptValue EscapeCommon(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, TextEscapes.EscapeCommon);

    [Transformation("s.unescape.common", Summary = "Undoes s.escape.common.")]
    public static ScriptValue UnescapeCommon(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, TextEscapes.UnescapeCommon);

    [Transformation("s.escape.user", Summary = "Percent signs for what a SIP user may not have.")]
    [Transformation("s.escape.param", Summary = "Percent signs for what a SIP URI parameter may not have.")]
    public static ScriptValue EscapeUser(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined && value.ToText().All(char.IsAscii) ? Change(value, TextEscapes.EscapeUser) : ScriptValue.Undefined;

    [Transformation("s.unescape.user", Summary = "Characters for percent signs.")]
    [Transformation("s.unescape.param", Summary = "Characters for percent signs.")]
    public static ScriptValue UnescapeUser(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? ScriptValue.Of(TextEscapes.Unescape(value.ToText(), plusIsBlank: false)) : value;

    [Transformation("s.urlencode.param", Summary = "Text for a URL's query.")]
    public static ScriptValue UrlEncode(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, TextEscapes.EscapeUrl);

    [Transformation("s.urldecode.param", Summary = "Text out of a URL's query.")]
    public static ScriptValue UrlDecode(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? ScriptValue.Of(TextEscapes.Unescape(value.ToText(), plusIsBlank: true)) : value;

    [Transformation("s.escape.csv", Summary = "In quotes, inner quotes doubled.")]
    public static ScriptValue EscapeCsv(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    [Transformation("s.prefixes", MaxArguments = 1, Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", Summary = "All starts of the text, shortest first, joined by commas.")]
    public static ScriptValue Prefixes(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Starts(value, arguments, string.Empty);

    [Transformation("s.prefixes.quoted", MaxArguments = 1, Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", Summary = "As s.prefixes, each in single quotes.")]
    public static ScriptValue PrefixesQuoted(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Starts(value, arguments, "'");

    [Transformation("s.ftime", MinArguments = 1, MaxArguments = 8, Summary = "Unix time through a strftime format, server's zone.")]
    public static ScriptValue FormatTime(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined || !value.TryToInteger(out var seconds) || Math.Abs(seconds) > 200_000_000_000)
            return ScriptValue.Undefined;

        return ScriptValue.Of(TimeFormat.Write(DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime(), JoinArguments(arguments, 0)));
    }

    private static ScriptValue Starts(in ScriptValue value, ReadOnlySpan<ScriptValue> arguments, string quote)
    {
        if (!value.IsDefined)
            return value;

        var text = value.ToText();
        var count = arguments.Length > 0 ? (int)Math.Clamp(arguments[0].ToInteger(), 0, text.Length) : text.Length;
        count = Math.Min(count, MaxStarts);
        var builder = new StringBuilder();
        for (var i = 1; i <= count; i++)
            builder.Append(CultureInfo.InvariantCulture, $"{(i > 1 ? "," : string.Empty)}{quote}{text.AsSpan(0, i)}{quote}");

        return ScriptValue.Of(builder.ToString());
    }

    // The result grows with the square of the text.
    private const int MaxStarts = 256;

    private static ScriptValue Change(in ScriptValue value, Func<string, string> change) =>
        value.IsDefined ? ScriptValue.Of(change(value.ToText())) : value;

    private static string Pad(string text) => text.TrimEnd('=') is var bare ? bare.PadRight((bare.Length + 3) / 4 * 4, '=') : text;

    private static ScriptValue Decode64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? ScriptValue.Of(Latin1.ToText(bytes.AsSpan(0, count))) : ScriptValue.Undefined;
    }

    /// <summary>Puts arguments together again that a comma in the text has parted.</summary>
    private static string JoinArguments(ReadOnlySpan<ScriptValue> arguments, int first)
    {
        var text = arguments[first].ToText();
        for (var i = first + 1; i < arguments.Length; i++)
            text = $"{text},{arguments[i].ToText()}";

        return text;
    }
}
