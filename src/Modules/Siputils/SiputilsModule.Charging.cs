using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Siputils;

/// <content>P-Charging-Vector (RFC 7315 §5.6).</content>
internal sealed partial class SiputilsModule
{
    [PseudoVariable("pcv", Inner = InnerName.Literal, Parser = nameof(ParseChargingKey), Summary = "P-Charging-Vector: all, value, genaddr, orig, term; status is 1 when the header is there, else 0.")]
    public static ScriptValue ChargingVector(RoutingContext context, in VariableKey key)
    {
        var message = context.Message;
        var index = message.Find("P-Charging-Vector"u8);
        if (key.Name == "status")
            return ScriptValue.Of(index < 0 ? 0 : 1);

        if (index < 0)
            return ScriptValue.Undefined;

        var value = message.Header(index).Value;
        return key.Name switch
        {
            "all" => message.Value(value),
            "value" => ChargingParameter(message, value, "icid-value"u8),
            "genaddr" => ChargingParameter(message, value, "icid-generated-at"u8),
            "orig" => ChargingParameter(message, value, "orig-ioi"u8),
            _ => ChargingParameter(message, value, "term-ioi"u8),
        };
    }

    internal static object? ParseChargingKey(string inner, out string? error)
    {
        error = inner is "all" or "value" or "genaddr" or "orig" or "term" or "status" ? null : $"unknown key '{inner}' of $pcv: expected all, value, genaddr, orig, term or status";
        return null;
    }

    // The list has no item before its first semicolon, which ParameterReader wants to skip.
    private static ScriptValue ChargingParameter(SipMessage message, TextRange value, ReadOnlySpan<byte> name)
    {
        var text = message.Span(value);
        for (var start = 0; start < text.Length;)
        {
            var end = text[start..].IndexOf((byte)';');
            end = end < 0 ? text.Length : start + end;
            var one = text[start..end];
            var equals = one.IndexOf((byte)'=');
            if (equals > 0 && Latin1.EqualsIgnoreCase(one[..equals].Trim(" \t"u8), name))
                return Unquoted(message, value, start + equals + 1, end);

            start = end + 1;
        }

        return ScriptValue.Undefined;
    }

    private static ScriptValue Unquoted(SipMessage message, TextRange value, int start, int end)
    {
        var text = message.Span(value);
        while (start < end && text[start] is (byte)' ' or (byte)'\t' or (byte)'"')
            start++;

        while (end > start && text[end - 1] is (byte)' ' or (byte)'\t' or (byte)'"')
            end--;

        return message.Value(value.Slice(start, end - start));
    }
}
