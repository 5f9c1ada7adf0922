using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content><c>KSR.pvx</c>: the stores by name.</content>
internal sealed partial class PvModule
{
    private static readonly ScriptValue NullText = ScriptValue.Of("<<null>>");

    [Function("var_get", Surface = Surfaces.Kemi, Kemi = "pvx.var_get", Routes = RouteKinds.Any, Summary = "Value of a $var.")]
    public ScriptValue GetVariable(RoutingContext context, string name) =>
        Variable(context, new VariableKey(name, null, VariableIndex.None));

    [Function("var_seti", Surface = Surfaces.Kemi, Kemi = "pvx.var_seti", Routes = RouteKinds.Any, Summary = "Sets a $var to a number.")]
    public static ReturnCode SetVariableNumber(RoutingContext context, string name, long value) =>
        ReturnCode.Of(SetVariable(context, new VariableKey(name, null, VariableIndex.None), ScriptValue.Of(value)));

    [Function("var_sets", Surface = Surfaces.Kemi, Kemi = "pvx.var_sets", Routes = RouteKinds.Any, Summary = "Sets a $var to text.")]
    public static ReturnCode SetVariableText(RoutingContext context, string name, string value) =>
        ReturnCode.Of(SetVariable(context, new VariableKey(name, null, VariableIndex.None), ScriptValue.Of(value)));

    [Function("shv_get", Surface = Surfaces.Kemi, Kemi = "pvx.shv_get", Routes = RouteKinds.Any, Summary = "Value of a $shv.")]
    public ScriptValue GetShared(RoutingContext context, string name) =>
        Shared(context, new VariableKey(name, null, VariableIndex.None));

    [Function("shv_seti", Surface = Surfaces.Kemi, Kemi = "pvx.shv_seti", Routes = RouteKinds.Any, Summary = "Sets a $shv to a number.")]
    public ReturnCode SetSharedNumber(RoutingContext context, string name, long value) =>
        ReturnCode.Of(SetShared(context, new VariableKey(name, null, VariableIndex.None), ScriptValue.Of(value)));

    [Function("shv_sets", Surface = Surfaces.Kemi, Kemi = "pvx.shv_sets", Routes = RouteKinds.Any, Summary = "Sets a $shv to text.")]
    public ReturnCode SetSharedText(RoutingContext context, string name, string value) =>
        ReturnCode.Of(SetShared(context, new VariableKey(name, null, VariableIndex.None), ScriptValue.Of(value)));

    [Function("avp_get", Surface = Surfaces.Kemi, Kemi = "pvx.avp_get", Routes = RouteKinds.Any, Summary = "Newest value of an AVP; null when there is none.")]
    public static ScriptValue GetAvp(RoutingContext context, string name) =>
        context.Avps.Get(name);

    [Function("avp_gete", Surface = Surfaces.Kemi, Kemi = "pvx.avp_gete", Routes = RouteKinds.Any, Summary = "Newest value of an AVP; empty when there is none.")]
    public static ScriptValue GetAvpOrEmpty(RoutingContext context, string name) =>
        OrEmpty(context.Avps.Get(name));

    [Function("avp_getw", Surface = Surfaces.Kemi, Kemi = "pvx.avp_getw", Routes = RouteKinds.Any, Summary = "Newest value of an AVP; <<null>> when there is none.")]
    public static ScriptValue GetAvpOrNullText(RoutingContext context, string name) =>
        OrNullText(context.Avps.Get(name));

    [Function("avp_seti", Surface = Surfaces.Kemi, Kemi = "pvx.avp_seti", Routes = RouteKinds.Any, Summary = "Adds a number on top of an AVP.")]
    public static ReturnCode AddAvpNumber(RoutingContext context, string name, long value) =>
        ReturnCode.Of(context.Avps.Push(name, ScriptValue.Of(value)));

    [Function("avp_sets", Surface = Surfaces.Kemi, Kemi = "pvx.avp_sets", Routes = RouteKinds.Any, Summary = "Adds text on top of an AVP.")]
    public static ReturnCode AddAvpText(RoutingContext context, string name, string value) =>
        ReturnCode.Of(context.Avps.Push(name, ScriptValue.Of(value)));

    [Function("avp_rm", Surface = Surfaces.Kemi, Kemi = "pvx.avp_rm", Routes = RouteKinds.Any, Summary = "Removes the newest value of an AVP.")]
    public static ReturnCode RemoveAvp(RoutingContext context, string name) =>
        ReturnCode.Of(context.Avps.Pop(name));

    [Function("avp_is_null", Surface = Surfaces.Kemi, Kemi = "pvx.avp_is_null", Routes = RouteKinds.Any, Summary = "True when an AVP has no value.")]
    public static ReturnCode IsAvpNull(RoutingContext context, string name) =>
        ReturnCode.Of(!context.Avps.Get(name).IsDefined);

    private static ScriptValue OrEmpty(in ScriptValue value) => value.IsDefined ? value : ScriptValue.Empty;

    private static ScriptValue OrNullText(in ScriptValue value) => value.IsDefined ? value : NullText;
}
