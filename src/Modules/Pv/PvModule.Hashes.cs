using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Transformations <c>{s.…}</c>: checksums with a length, packed text, single characters.</content>
internal sealed partial class PvModule
{
    [Transformation("s.sha3", Newer = true, MinArguments = 1, MaxArguments = 1, Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", Summary = "SHA-3 in hexadecimal; 224, 256, 384 or 512 bits.")]
    public static ScriptValue Sha3(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Sponge(context, value, arguments[0], 0x06);

    [Transformation("s.keccak", Newer = true, MinArguments = 1, MaxArguments = 1, Check = $"{nameof(TransformationChecks)}.{nameof(TransformationChecks.Number)}", Summary = "Keccak in hexadecimal; 224, 256, 384 or 512 bits.")]
    public static ScriptValue KeccakHash(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Sponge(context, value, arguments[0], 0x01);

    [Transformation("s.crc32", Newer = true, Summary = "CRC-32 in hexadecimal.")]
    public static ScriptValue Checksum(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        if (!value.IsDefined)
            return value;

        using var bytes = new ValueBytes(context.Worker, value);
        return ScriptValue.Of(Crc32.Of(bytes.Span).ToString("x8", CultureInfo.InvariantCulture));
    }

    [Transformation("s.encode.7bit", Summary = "Seven bits a character, packed, in hexadecimal.")]
    public static ScriptValue ToSevenBit(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) => Change(value, SevenBit.Encode);

    [Transformation("s.decode.7bit", Summary = "Out of packed seven-bit characters in hexadecimal.")]
    public static ScriptValue FromSevenBit(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        value.IsDefined ? ScriptValue.Of(SevenBit.Decode(value.ToText())) : value;

    [Transformation("s.encode.base64urlt", Newer = true, Summary = "Base 64 with the letters of URLs, without padding.")]
    public static ScriptValue ToBase64UrlShort(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Change(value, static text => Convert.ToBase64String(Latin1.ToBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    [Transformation("s.decode.base64urlt", Newer = true, Summary = "Out of base 64 with the letters of URLs, with or without padding.")]
    public static ScriptValue FromBase64UrlShort(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        FromBase64Url(context, value, arguments);

    private static ScriptValue Sponge(RoutingContext context, in ScriptValue value, in ScriptValue bits, byte padding)
    {
        if (!value.IsDefined || bits.ToInteger() is not (224 or 256 or 384 or 512))
            return ScriptValue.Undefined;

        using var bytes = new ValueBytes(context.Worker, value);
        return ScriptValue.Of(Convert.ToHexStringLower(Keccak.Hash(bytes.Span, (int)bits.ToInteger(), padding)));
    }
}
