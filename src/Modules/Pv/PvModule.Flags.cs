using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Flags as numbers: of the message, of the main branch, of the script run.</content>
internal sealed partial class PvModule
{
    [PseudoVariable("mf", Summary = "Message flags.")]
    public static ScriptValue MessageFlags(RoutingContext context) => ScriptValue.Of(context.Flags);

    [PseudoVariable("mF", Summary = "Message flags in hexadecimal.")]
    public static ScriptValue MessageFlagsHex(RoutingContext context) => Hex(context.Flags);

    [PseudoVariableWriter("mf")]
    [PseudoVariableWriter("mF")]
    public static bool SetMessageFlags(RoutingContext context, in ScriptValue value)
    {
        if (value.IsInteger)
            context.Flags = (uint)value.Number;

        return value.IsInteger;
    }

    [PseudoVariable("bf", Summary = "Flags of the main branch.")]
    public static ScriptValue MainBranchFlags(RoutingContext context) => ScriptValue.Of(context.BranchFlags);

    [PseudoVariable("bF", Summary = "Flags of the main branch in hexadecimal.")]
    public static ScriptValue MainBranchFlagsHex(RoutingContext context) => Hex(context.BranchFlags);

    [PseudoVariableWriter("bf")]
    [PseudoVariableWriter("bF")]
    public static bool SetMainBranchFlags(RoutingContext context, in ScriptValue value)
    {
        if (value.IsInteger)
            context.BranchFlags = (uint)value.Number;

        return value.IsInteger;
    }

    [PseudoVariable("sf", Summary = "Script flags.")]
    public static ScriptValue RunFlags(RoutingContext context) => ScriptValue.Of(context.ScriptFlags);

    [PseudoVariable("sF", Summary = "Script flags in hexadecimal.")]
    public static ScriptValue RunFlagsHex(RoutingContext context) => Hex(context.ScriptFlags);

    [PseudoVariableWriter("sf")]
    [PseudoVariableWriter("sF")]
    public static bool SetRunFlags(RoutingContext context, in ScriptValue value)
    {
        if (value.IsInteger)
            context.ScriptFlags = (uint)value.Number;

        return value.IsInteger;
    }

    private static ScriptValue Hex(uint flags) => ScriptValue.Of(flags.ToString("x8", CultureInfo.InvariantCulture));
}
