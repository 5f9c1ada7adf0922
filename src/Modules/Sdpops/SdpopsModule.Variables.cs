using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Sdpops;

/// <summary><c>$sdp(…)</c>.</summary>
internal sealed partial class SdpopsModule
{
    private const string BodyName = "body";
    private const string VersionName = "sess_version";
    private const int NextVersion = -1;

    [PseudoVariable("sdp", Inner = InnerName.Literal, Parser = nameof(ParseName), Summary = "body, or sess_version: the version in the o= line; assigning -1 counts it up, seen after msg_apply_changes().")]
    public static ScriptValue Read(RoutingContext context, in VariableKey key)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return ScriptValue.Undefined;

        if (key.Name == BodyName)
            return context.Message.Value(body);

        return TryReadVersion(context, body, out _, out var version) ? ScriptValue.Of(version) : ScriptValue.Undefined;
    }

    [PseudoVariableWriter("sdp")]
    public static bool Write(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        if (key.Name != VersionName || !value.IsInteger || value.Number < NextVersion)
            return false;

        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found || !TryReadVersion(context, body, out var place, out var version))
            return false;

        var next = value.Number == NextVersion ? unchecked((long)((ulong)version + 1)) : value.Number;
        Span<byte> digits = stackalloc byte[20];
        next.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        context.Edits.Replace(place, digits[..count]);
        return true;
    }

    /// <summary>Checks the name in <c>$sdp(name)</c>.</summary>
    internal static object? ParseName(string inner, out string? error)
    {
        error = inner is BodyName or VersionName ? null : $"unknown name '{inner}'; expected {BodyName} or {VersionName}";
        return error is null ? inner : null;
    }

    // o=<username> <sess-id> <sess-version> <nettype> <addrtype> <address>, RFC 4566 §5.2
    private static bool TryReadVersion(RoutingContext context, TextRange body, out TextRange place, out long version)
    {
        place = default;
        version = 0;
        if (!TryFindLine(context, body, "o="u8, out var line))
            return false;

        var text = context.Message.Span(line);
        var start = 0;
        for (var word = 0; word < 2; word++)
        {
            var blank = text[start..].IndexOf((byte)' ');
            if (blank < 0)
                return false;

            start += blank + 1;
        }

        var length = text[start..].IndexOf((byte)' ');
        if (length < 1 || !long.TryParse(text.Slice(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out version))
            return false;

        place = new TextRange(line.Start + start, length);
        return true;
    }
}
