using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content><c>KSR.pvx</c>: structured values by name.</content>
internal sealed partial class PvModule
{
    [Function("xavp_get", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_get", Routes = RouteKinds.Any, Summary = "Value of a $xavp; null when there is none.")]
    public static ScriptValue GetXavp(RoutingContext context, string name) =>
        Read(context, XavpSlot, RootOf(name));

    [Function("xavp_gete", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_gete", Routes = RouteKinds.Any, Summary = "Value of a $xavp; empty when there is none.")]
    public static ScriptValue GetXavpOrEmpty(RoutingContext context, string name) =>
        OrEmpty(Read(context, XavpSlot, RootOf(name)));

    [Function("xavp_getw", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_getw", Routes = RouteKinds.Any, Summary = "Value of a $xavp; <<null>> when there is none.")]
    public static ScriptValue GetXavpOrNullText(RoutingContext context, string name) =>
        OrNullText(Read(context, XavpSlot, RootOf(name)));

    [Function("xavp_seti", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_seti", Routes = RouteKinds.Any, Summary = "Sets a $xavp to a number.")]
    public static ReturnCode SetXavpNumber(RoutingContext context, string name, long value) =>
        ReturnCode.Of(Write(context, XavpSlot, RootOf(name), ScriptValue.Of(value)));

    [Function("xavp_sets", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_sets", Routes = RouteKinds.Any, Summary = "Sets a $xavp to text.")]
    public static ReturnCode SetXavpText(RoutingContext context, string name, string value) =>
        ReturnCode.Of(Write(context, XavpSlot, RootOf(name), ScriptValue.Of(value)));

    [Function("xavp_rm", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavp_rm", Routes = RouteKinds.Any, Summary = "Removes the newest $xavp of a name.")]
    public static ReturnCode RemoveXavp(RoutingContext context, string name) =>
        ReturnCode.Of(Write(context, XavpSlot, RootOf(name), ScriptValue.Undefined));

    [Function("xavp_is_null", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_is_null", Routes = RouteKinds.Any, Summary = "True when a $xavp is missing.")]
    public static ReturnCode IsXavpNull(RoutingContext context, string name) =>
        ReturnCode.Of(!Read(context, XavpSlot, RootOf(name)).IsDefined);

    [Function("xavp_child_get", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_child_get", Routes = RouteKinds.Any, Summary = "Value of a field; null when there is none.")]
    public static ScriptValue GetXavpChild(RoutingContext context, string root, string name) =>
        Read(context, XavpSlot, FieldOf(root, name));

    [Function("xavp_child_gete", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_child_gete", Routes = RouteKinds.Any, Summary = "Value of a field; empty when there is none.")]
    public static ScriptValue GetXavpChildOrEmpty(RoutingContext context, string root, string name) =>
        OrEmpty(Read(context, XavpSlot, FieldOf(root, name)));

    [Function("xavp_child_getw", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_child_getw", Routes = RouteKinds.Any, Summary = "Value of a field; <<null>> when there is none.")]
    public static ScriptValue GetXavpChildOrNullText(RoutingContext context, string root, string name) =>
        OrNullText(Read(context, XavpSlot, FieldOf(root, name)));

    [Function("xavp_child_seti", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavp_child_seti", Routes = RouteKinds.Any, Summary = "Sets a field to a number; makes the root when it is missing.")]
    public static ReturnCode SetXavpChildNumber(RoutingContext context, string root, string name, long value) =>
        ReturnCode.Of(WriteField(context, XavpSlot, root, name, ScriptValue.Of(value)));

    [Function("xavp_child_sets", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavp_child_sets", Routes = RouteKinds.Any, Summary = "Sets a field to text; makes the root when it is missing.")]
    public static ReturnCode SetXavpChildText(RoutingContext context, string root, string name, string value) =>
        ReturnCode.Of(WriteField(context, XavpSlot, root, name, ScriptValue.Of(value)));

    [Function("xavp_child_rm", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavp_child_rm", Routes = RouteKinds.Any, Summary = "Removes a field.")]
    public static ReturnCode RemoveXavpChild(RoutingContext context, string root, string name) =>
        ReturnCode.Of(Write(context, XavpSlot, FieldOf(root, name), ScriptValue.Undefined));

    [Function("xavp_child_is_null", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_child_is_null", Routes = RouteKinds.Any, Summary = "True when a field is missing.")]
    public static ReturnCode IsXavpChildNull(RoutingContext context, string root, string name) =>
        ReturnCode.Of(!Read(context, XavpSlot, FieldOf(root, name)).IsDefined);

    [Function("xavi_get", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_get", Routes = RouteKinds.Any, Summary = "Value of a $xavi; null when there is none.")]
    public static ScriptValue GetXavi(RoutingContext context, string name) =>
        Read(context, XaviSlot, RootOf(name));

    [Function("xavi_gete", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_gete", Routes = RouteKinds.Any, Summary = "Value of a $xavi; empty when there is none.")]
    public static ScriptValue GetXaviOrEmpty(RoutingContext context, string name) =>
        OrEmpty(Read(context, XaviSlot, RootOf(name)));

    [Function("xavi_getw", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_getw", Routes = RouteKinds.Any, Summary = "Value of a $xavi; <<null>> when there is none.")]
    public static ScriptValue GetXaviOrNullText(RoutingContext context, string name) =>
        OrNullText(Read(context, XaviSlot, RootOf(name)));

    [Function("xavi_seti", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_seti", Routes = RouteKinds.Any, Summary = "Sets a $xavi to a number.")]
    public static ReturnCode SetXaviNumber(RoutingContext context, string name, long value) =>
        ReturnCode.Of(Write(context, XaviSlot, RootOf(name), ScriptValue.Of(value)));

    [Function("xavi_sets", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_sets", Routes = RouteKinds.Any, Summary = "Sets a $xavi to text.")]
    public static ReturnCode SetXaviText(RoutingContext context, string name, string value) =>
        ReturnCode.Of(Write(context, XaviSlot, RootOf(name), ScriptValue.Of(value)));

    [Function("xavi_rm", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavi_rm", Routes = RouteKinds.Any, Summary = "Removes the newest $xavi of a name.")]
    public static ReturnCode RemoveXavi(RoutingContext context, string name) =>
        ReturnCode.Of(Write(context, XaviSlot, RootOf(name), ScriptValue.Undefined));

    [Function("xavi_is_null", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_is_null", Routes = RouteKinds.Any, Summary = "True when a $xavi is missing.")]
    public static ReturnCode IsXaviNull(RoutingContext context, string name) =>
        ReturnCode.Of(!Read(context, XaviSlot, RootOf(name)).IsDefined);

    [Function("xavi_child_get", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_child_get", Routes = RouteKinds.Any, Summary = "Value of a field; null when there is none.")]
    public static ScriptValue GetXaviChild(RoutingContext context, string root, string name) =>
        Read(context, XaviSlot, FieldOf(root, name));

    [Function("xavi_child_gete", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_child_gete", Routes = RouteKinds.Any, Summary = "Value of a field; empty when there is none.")]
    public static ScriptValue GetXaviChildOrEmpty(RoutingContext context, string root, string name) =>
        OrEmpty(Read(context, XaviSlot, FieldOf(root, name)));

    [Function("xavi_child_getw", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_child_getw", Routes = RouteKinds.Any, Summary = "Value of a field; <<null>> when there is none.")]
    public static ScriptValue GetXaviChildOrNullText(RoutingContext context, string root, string name) =>
        OrNullText(Read(context, XaviSlot, FieldOf(root, name)));

    [Function("xavi_child_seti", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavi_child_seti", Routes = RouteKinds.Any, Summary = "Sets a field to a number; makes the root when it is missing.")]
    public static ReturnCode SetXaviChildNumber(RoutingContext context, string root, string name, long value) =>
        ReturnCode.Of(WriteField(context, XaviSlot, root, name, ScriptValue.Of(value)));

    [Function("xavi_child_sets", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavi_child_sets", Routes = RouteKinds.Any, Summary = "Sets a field to text; makes the root when it is missing.")]
    public static ReturnCode SetXaviChildText(RoutingContext context, string root, string name, string value) =>
        ReturnCode.Of(WriteField(context, XaviSlot, root, name, ScriptValue.Of(value)));

    [Function("xavi_child_rm", Surface = Surfaces.Cfg | Surfaces.Kemi, Kemi = "pvx.xavi_child_rm", Routes = RouteKinds.Any, Summary = "Removes a field.")]
    public static ReturnCode RemoveXaviChild(RoutingContext context, string root, string name) =>
        ReturnCode.Of(Write(context, XaviSlot, FieldOf(root, name), ScriptValue.Undefined));

    [Function("xavi_child_is_null", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_child_is_null", Routes = RouteKinds.Any, Summary = "True when a field is missing.")]
    public static ReturnCode IsXaviChildNull(RoutingContext context, string root, string name) =>
        ReturnCode.Of(!Read(context, XaviSlot, FieldOf(root, name)).IsDefined);

    [Function("xavu_get", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_get", Routes = RouteKinds.Any, Summary = "Value of a $xavu; null when there is none.")]
    public static ScriptValue GetXavu(RoutingContext context, string name) =>
        Read(context, XavuSlot, RootOf(name));

    [Function("xavu_gete", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_gete", Routes = RouteKinds.Any, Summary = "Value of a $xavu; empty when there is none.")]
    public static ScriptValue GetXavuOrEmpty(RoutingContext context, string name) =>
        OrEmpty(Read(context, XavuSlot, RootOf(name)));

    [Function("xavu_getw", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_getw", Routes = RouteKinds.Any, Summary = "Value of a $xavu; <<null>> when there is none.")]
    public static ScriptValue GetXavuOrNullText(RoutingContext context, string name) =>
        OrNullText(Read(context, XavuSlot, RootOf(name)));

    [Function("xavu_seti", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_seti", Routes = RouteKinds.Any, Summary = "Sets a $xavu to a number.")]
    public static ReturnCode SetXavuNumber(RoutingContext context, string name, long value) =>
        ReturnCode.Of(Write(context, XavuSlot, RootOf(name), ScriptValue.Of(value)));

    [Function("xavu_sets", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_sets", Routes = RouteKinds.Any, Summary = "Sets a $xavu to text.")]
    public static ReturnCode SetXavuText(RoutingContext context, string name, string value) =>
        ReturnCode.Of(Write(context, XavuSlot, RootOf(name), ScriptValue.Of(value)));

    [Function("xavu_rm", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_rm", Routes = RouteKinds.Any, Summary = "Removes the newest $xavu of a name.")]
    public static ReturnCode RemoveXavu(RoutingContext context, string name) =>
        ReturnCode.Of(Write(context, XavuSlot, RootOf(name), ScriptValue.Undefined));

    [Function("xavu_is_null", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_is_null", Routes = RouteKinds.Any, Summary = "True when a $xavu is missing.")]
    public static ReturnCode IsXavuNull(RoutingContext context, string name) =>
        ReturnCode.Of(!Read(context, XavuSlot, RootOf(name)).IsDefined);

    [Function("xavu_child_get", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_child_get", Routes = RouteKinds.Any, Summary = "Value of a field; null when there is none.")]
    public static ScriptValue GetXavuChild(RoutingContext context, string root, string name) =>
        Read(context, XavuSlot, FieldOf(root, name));

    [Function("xavu_child_gete", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_child_gete", Routes = RouteKinds.Any, Summary = "Value of a field; empty when there is none.")]
    public static ScriptValue GetXavuChildOrEmpty(RoutingContext context, string root, string name) =>
        OrEmpty(Read(context, XavuSlot, FieldOf(root, name)));

    [Function("xavu_child_getw", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_child_getw", Routes = RouteKinds.Any, Summary = "Value of a field; <<null>> when there is none.")]
    public static ScriptValue GetXavuChildOrNullText(RoutingContext context, string root, string name) =>
        OrNullText(Read(context, XavuSlot, FieldOf(root, name)));

    [Function("xavu_child_seti", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_child_seti", Routes = RouteKinds.Any, Summary = "Sets a field to a number; makes the root when it is missing.")]
    public static ReturnCode SetXavuChildNumber(RoutingContext context, string root, string name, long value) =>
        ReturnCode.Of(WriteField(context, XavuSlot, root, name, ScriptValue.Of(value)));

    [Function("xavu_child_sets", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_child_sets", Routes = RouteKinds.Any, Summary = "Sets a field to text; makes the root when it is missing.")]
    public static ReturnCode SetXavuChildText(RoutingContext context, string root, string name, string value) =>
        ReturnCode.Of(WriteField(context, XavuSlot, root, name, ScriptValue.Of(value)));

    [Function("xavu_child_rm", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_child_rm", Routes = RouteKinds.Any, Summary = "Removes a field.")]
    public static ReturnCode RemoveXavuChild(RoutingContext context, string root, string name) =>
        ReturnCode.Of(Write(context, XavuSlot, FieldOf(root, name), ScriptValue.Undefined));

    [Function("xavu_child_is_null", Surface = Surfaces.Kemi, Kemi = "pvx.xavu_child_is_null", Routes = RouteKinds.Any, Summary = "True when a field is missing.")]
    public static ReturnCode IsXavuChildNull(RoutingContext context, string root, string name) =>
        ReturnCode.Of(!Read(context, XavuSlot, FieldOf(root, name)).IsDefined);

    private static XavpKey RootOf(string name) => new(name, VariableIndex.None, null, VariableIndex.None);

    private static XavpKey FieldOf(string root, string name) => new(root, VariableIndex.None, name, VariableIndex.None);

    /// <summary>Sets a field in the newest root of a name; the script's functions do not add a second root.</summary>
    private static bool WriteField(RoutingContext context, ItemSlot<XavpStore> slot, string root, string name, in ScriptValue value)
    {
        var key = FieldOf(root, name);
        if (Read(context, slot, RootOf(root)).IsDefined)
            key = key with { RootIndex = VariableIndex.Of(0) };

        return Write(context, slot, key, ScriptValue.Undefined) && Write(context, slot, key, value);
    }
}
