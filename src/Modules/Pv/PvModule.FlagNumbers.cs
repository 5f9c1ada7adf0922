using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>One flag by its number.</content>
internal sealed partial class PvModule
{
    private const int HighestFlag = 31;

    [PseudoVariable("Mf", Inner = InnerName.Literal, Parser = nameof(ParseFlagNumber), Summary = "Message flag by number, 0 or 1.")]
    public static ScriptValue MessageFlag(RoutingContext context, in VariableKey key) => Bit(context.Flags, key);

    [PseudoVariableWriter("Mf")]
    public static bool SetMessageFlag(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        context.Flags = WithBit(context.Flags, key, value);
        return true;
    }

    [PseudoVariable("Bf", Inner = InnerName.Literal, Parser = nameof(ParseFlagNumber), Summary = "Flag of the main branch by number, 0 or 1.")]
    public static ScriptValue MainBranchFlag(RoutingContext context, in VariableKey key) => Bit(context.BranchFlags, key);

    [PseudoVariableWriter("Bf")]
    public static bool SetMainBranchFlag(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        context.BranchFlags = WithBit(context.BranchFlags, key, value);
        return true;
    }

    [PseudoVariable("Sf", Inner = InnerName.Literal, Parser = nameof(ParseFlagNumber), Summary = "Script flag by number, 0 or 1.")]
    public static ScriptValue RunFlag(RoutingContext context, in VariableKey key) => Bit(context.ScriptFlags, key);

    [PseudoVariableWriter("Sf")]
    public static bool SetRunFlag(RoutingContext context, in VariableKey key, in ScriptValue value)
    {
        context.ScriptFlags = WithBit(context.ScriptFlags, key, value);
        return true;
    }

    internal static object? ParseFlagNumber(string inner, out string? error)
    {
        var isNumber = int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= HighestFlag;
        error = isNumber ? null : $"found '{inner}', expected the number of a flag, 0 to {HighestFlag}";
        return isNumber ? number : null;
    }

    private static ScriptValue Bit(uint flags, in VariableKey key) => ScriptValue.Of((flags >> FlagOf(key)) & 1);

    private static uint WithBit(uint flags, in VariableKey key, in ScriptValue value) =>
        value.ToInteger() != 0 ? flags | (1u << FlagOf(key)) : flags & ~(1u << FlagOf(key));

    private static int FlagOf(in VariableKey key) => (key.Parsed ?? ParseFlagNumber(key.Name, out _)) as int? ?? 0;
}
