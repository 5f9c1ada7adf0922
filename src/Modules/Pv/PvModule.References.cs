using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>Functions on a variable that the script names.</summary>
internal sealed partial class PvModule
{
    /// <summary>True when the variable has a value.</summary>
    [Function("pv_isset", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the variable has a value.")]
    public static bool IsSet(RoutingContext context, VariableReference variable) => variable.Read(context).IsDefined;

    /// <summary>Puts text into a variable.</summary>
    [Function("pv_printf", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Puts text, variables in it replaced, into the variable.")]
    [Function("avp_printf", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "As pv_printf.")]
    public static bool Print(RoutingContext context, VariableReference variable, ScriptValue text) => variable.Write(context, text);

    /// <summary>Removes the value of a variable.</summary>
    [Function("pv_unset", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Removes the value of the variable.")]
    public static bool Unset(RoutingContext context, VariableReference variable) => variable.Write(context, ScriptValue.Undefined);

    /// <summary>True when the value is a number, or text that is one.</summary>
    [Function("is_int", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the value is a number, or text that is one.")]
    public static bool IsInteger(RoutingContext context, VariableReference variable)
    {
        var value = variable.Read(context);
        return value.IsInteger || (value.IsText && long.TryParse(value.ToText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
    }

    /// <summary>True when the value is of the type: int, str, null.</summary>
    [Function("typeof", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the value is of the type int, str or null.")]
    public static bool IsOfType(RoutingContext context, VariableReference variable, ValueTypeName type) => type.Kind == variable.Read(context).Kind;

    /// <summary>True when the value is text with at least one character.</summary>
    [Function("not_empty", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the value is text and not empty.")]
    public static bool IsNotEmpty(RoutingContext context, VariableReference variable) => variable.Read(context) is { IsText: true, TextLength: > 0 };
}
