using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Counting, and single flags.</content>
internal sealed partial class PvModule
{
    [PseudoVariable("cnt", Inner = InnerName.Literal, Parser = nameof(ParseCounted), Summary = "How many values $avp(x), $xavp(x) or $xavp(x=>y) has.")]
    public static ScriptValue Counted(RoutingContext context, in VariableKey key)
    {
        if ((key.Parsed ?? ParseCounted(key.Name, out _)) is not CountedName counted)
            return ScriptValue.Undefined;

        if (counted.Slot is null)
            return ScriptValue.Of(context.Avps.Count(counted.Avp));

        return ScriptValue.Of(XavpStore.Find(context, counted.Slot)?.Count(counted.Key!) ?? 0);
    }

    internal static object? ParseCounted(string inner, out string? error)
    {
        var counted = CountedName.Parse(inner, XavpSlot, XaviSlot, XavuSlot);
        error = counted is null ? $"'{inner}': expected $avp(name), $xavp(root) or $xavp(root=>field)" : null;
        return counted;
    }

    [PseudoVariable("shvinc", Inner = InnerName.Literal, Summary = "Adds 1 to a $shv and gives the sum.")]
    public ScriptValue SharedIncrement(RoutingContext context, in VariableKey key) => ScriptValue.Of(_shared.Increment(key.Name));

    [PseudoVariable("Mf", Inner = InnerName.Literal, Parser = nameof(ParseFlagNumber), Summary = "1 when a message flag is set, else 0.")]
    public static ScriptValue MessageFlag(RoutingContext context, in VariableKey key) => Flag(context.Flags, key);

    [PseudoVariableWriter("Mf")]
    public static bool SetMessageFlag(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        context.Flags = WithFlag(context.Flags, key, value);
        return true;
    }

    [PseudoVariable("Bf", Inner = InnerName.Literal, Parser = nameof(ParseFlagNumber), Summary = "1 when a flag of the main branch is set, else 0.")]
    public static ScriptValue BranchFlag(RoutingContext context, in VariableKey key) => Flag(context.BranchFlags, key);

    [PseudoVariableWriter("Bf")]
    public static bool SetBranchFlag(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        context.BranchFlags = WithFlag(context.BranchFlags, key, value);
        return true;
    }

    [PseudoVariable("Sf", Inner = InnerName.Literal, Parser = nameof(ParseFlagNumber), Summary = "1 when a script flag is set, else 0.")]
    public static ScriptValue ScriptFlag(RoutingContext context, in VariableKey key) => Flag(context.ScriptFlags, key);

    [PseudoVariableWriter("Sf")]
    public static bool SetScriptFlag(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        context.ScriptFlags = WithFlag(context.ScriptFlags, key, value);
        return true;
    }

    internal static object? ParseFlagNumber(string inner, out string? error)
    {
        var good = IntegerText.TryParse(inner.AsSpan().Trim(), out var number) && number is >= 0 and <= 31;
        error = good ? null : $"'{inner}' is not the number of a flag, 0 to 31";
        return good ? (int)number : null;
    }

    private static int FlagOf(in VariableKey key) => (key.Parsed ?? ParseFlagNumber(key.Name, out _)) as int? ?? 0;

    private static ScriptValue Flag(uint flags, in VariableKey key) => ScriptValue.Of((flags >> FlagOf(key)) & 1);

    private static uint WithFlag(uint flags, in VariableKey key, in ScriptValue value)
    {
        var mask = 1u << FlagOf(key);
        return value.ToInteger() != 0 ? flags | mask : flags & ~mask;
    }
}
