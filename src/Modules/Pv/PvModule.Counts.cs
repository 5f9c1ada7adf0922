using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>How many values there are.</content>
internal sealed partial class PvModule
{
    [PseudoVariable("cnt", Inner = InnerName.Literal, Parser = nameof(ParseCounted), Summary = "Number of values: $cnt($avp(name)), also of xavp, xavi, xavu and hdr.")]
    public static ScriptValue CountOf(RoutingContext context, in VariableKey key)
    {
        if ((key.Parsed as CountedStack ?? CountedStack.Parse(key.Name)) is not { } stack)
            return ScriptValue.Undefined;

        return ScriptValue.Of(stack.Class switch
        {
            "avp" => context.Avps.Count(AvpName(new VariableKey(stack.Name, null, default))),
            "hdr" => CountHeaders(context.Message, stack.Name),
            "xavi" => CountOf(context, XaviSlot, stack.Name),
            "xavu" => CountOf(context, XavuSlot, stack.Name),
            _ => CountOf(context, XavpSlot, stack.Name),
        });
    }

    private static int CountOf(RoutingContext context, ItemSlot<XavpStore> slot, string name) =>
        XavpKey.Parse(name) is { } key && XavpStore.Find(context, slot) is { } store ? store.Count(key) : 0;

    internal static object? ParseCounted(string inner, out string? error)
    {
        var stack = CountedStack.Parse(inner);
        error = stack is null ? $"found '{inner}', expected $avp(name), $xavp(name), $xavi(name), $xavu(name) or $hdr(name)" : null;
        return stack;
    }

    private static int CountHeaders(SipMessage message, string name)
    {
        var count = 0;
        for (var i = 0; i < message.HeaderCount; i++)
            count += Latin1.EqualsIgnoreCase(message.Span(message.Header(i).Name), name) ? 1 : 0;

        return count;
    }
}
