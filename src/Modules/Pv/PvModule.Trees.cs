using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Functions on structured values as a whole.</content>
internal sealed partial class PvModule
{
    private const int MaxParts = 1024;

    [Function("pv_xavp_print", Kemi = "pvx.pv_xavp_print", Routes = RouteKinds.Any, Summary = "Logs all $xavp at info level.")]
    public ReturnCode PrintXavp(RoutingContext context) => Print(context, XavpSlot);

    [Function("pv_xavu_print", Kemi = "pvx.pv_xavu_print", Routes = RouteKinds.Any, Summary = "Logs all $xavu at info level.")]
    public ReturnCode PrintXavu(RoutingContext context) => Print(context, XavuSlot);

    [Function("pv_xavi_print", Kemi = "pvx.pv_xavi_print", Routes = RouteKinds.Any, Summary = "Logs all $xavi at info level.")]
    public ReturnCode PrintXavi(RoutingContext context) => Print(context, XaviSlot);

    [Function("xavp_params_explode", Kemi = "pvx.xavp_params_explode", Routes = RouteKinds.Any, Summary = "Makes a $xavp with a field for each parameter of a text a=1;b=2.")]
    public static ReturnCode Explode(RoutingContext context, ScriptValue parameters, string root) => ExplodeInto(context, XavpSlot, parameters, ';', root);

    [Function("xavp_xparams_explode", Kemi = "pvx.xavp_xparams_explode", Routes = RouteKinds.Any, Summary = "As xavp_params_explode with another separator.")]
    public static ReturnCode Explode(RoutingContext context, ScriptValue parameters, string separator, string root) =>
        ExplodeInto(context, XavpSlot, parameters, separator.Length > 0 ? separator[0] : ';', root);

    [Function("xavu_params_explode", Kemi = "pvx.xavu_params_explode", Routes = RouteKinds.Any, Summary = "Makes a $xavu with a field for each parameter of a text a=1;b=2.")]
    public static ReturnCode ExplodeUnique(RoutingContext context, ScriptValue parameters, string root) => ExplodeInto(context, XavuSlot, parameters, ';', root);

    [Function("xavp_params_implode", Kemi = "pvx.xavp_params_implode", Routes = RouteKinds.Any, Summary = "Writes the fields of a $xavp as a=1;b=2; into a variable.")]
    public static ReturnCode Implode(RoutingContext context, string root, [Assigned] VariableReference target) => ImplodeFrom(context, XavpSlot, root, target, quote: false);

    [Function("xavp_params_implode_qval", Kemi = "pvx.xavp_params_implode_qval", Routes = RouteKinds.Any, Summary = "As xavp_params_implode, values in quotes.")]
    public static ReturnCode ImplodeQuoted(RoutingContext context, string root, [Assigned] VariableReference target) => ImplodeFrom(context, XavpSlot, root, target, quote: true);

    [Function("xavu_params_implode", Kemi = "pvx.xavu_params_implode", Routes = RouteKinds.Any, Summary = "Writes the fields of a $xavu as a=1;b=2; into a variable.")]
    public static ReturnCode ImplodeUnique(RoutingContext context, string root, [Assigned] VariableReference target) => ImplodeFrom(context, XavuSlot, root, target, quote: false);

    [Function("xavp_slist_explode", Kemi = "pvx.xavp_slist_explode", Routes = RouteKinds.Any, Summary = "Makes a $xavp whose field v has one value for each part of a list; mode t takes blanks around the parts away.")]
    public static ReturnCode ExplodeList(RoutingContext context, ScriptValue list, string separator, string mode, string root)
    {
        if (list.TextLength == 0 || separator.Length == 0 || root.Length == 0)
            return ReturnCode.False;

        var trims = mode.Contains('t', StringComparison.OrdinalIgnoreCase);
        var fields = new List<(string, ScriptValue)>();
        foreach (var part in list.ToText().Split(separator[0], MaxParts))
            fields.Add(("v", ScriptValue.Of(trims ? part.Trim(Blank.ToCharArray()) : part)));

        return ReturnCode.Of(StoreOf(context, XavpSlot).Put(root, fields));
    }

    [Function("xavp_copy", Kemi = "pvx.xavp_copy/3,pvx.xavp_copy_dst/4", Routes = RouteKinds.Any, Summary = "Copies a $xavp by number on top of another name, or in the place of one of its roots.")]
    public static ReturnCode Copy(RoutingContext context, string source, int index, string target, int? place = null)
    {
        var fields = new List<(string, ScriptValue)>();
        if (XavpStore.Find(context, XavpSlot) is not { } store || !store.CopyFields(source, index, fields))
            return ReturnCode.False;

        return ReturnCode.Of(store.Put(target, fields, place));
    }

    /// <summary>1 rotated; -1 when there are not two of that name.</summary>
    [Function("xavp_lshift", Kemi = "pvx.xavp_lshift", Routes = RouteKinds.Any, Summary = "Rotates the $xavp of a name: the one with that number comes first, those before it go to the end.")]
    public static ReturnCode Rotate(RoutingContext context, string name, int index) =>
        ReturnCode.Of(XavpStore.Find(context, XavpSlot) is { } store && store.Rotate(name, index));

    [Function("xavp_rm_all", Kemi = "pvx.xavp_rm_all", Routes = RouteKinds.Any, Summary = "Removes all $xavp of a name.")]
    public static ReturnCode RemoveAllXavp(RoutingContext context, string name) => RemoveAll(context, XavpSlot, name);

    [Function("xavi_rm_all", Kemi = "pvx.xavi_rm_all", Routes = RouteKinds.Any, Summary = "Removes all $xavi of a name.")]
    public static ReturnCode RemoveAllXavi(RoutingContext context, string name) => RemoveAll(context, XaviSlot, name);

    [Function("pv_var_to_xavp", Kemi = "pvx.pv_var_to_xavp", Routes = RouteKinds.Any, Summary = "Makes a $xavp with a $var, or with all of them (*), as fields.")]
    public static ReturnCode VariablesToXavp(RoutingContext context, string name, string root)
    {
        var fields = new List<(string Name, ScriptValue Value)>();
        context.Worker.Variables.CopyTo(fields);
        if (name != "*")
            fields.RemoveAll(field => field.Name != name);

        return ReturnCode.Of(fields.Count > 0 && StoreOf(context, XavpSlot).Put(root, fields));
    }

    [Function("pv_xavp_to_var", Kemi = "pvx.pv_xavp_to_var", Routes = RouteKinds.Any, Summary = "Sets a $var for each field of a $xavp.")]
    public static ReturnCode XavpToVariables(RoutingContext context, string root)
    {
        var fields = new List<(string Name, ScriptValue Value)>();
        if (XavpStore.Find(context, XavpSlot)?.CopyFields(root, 0, fields) != true)
            return ReturnCode.False;

        foreach (var (name, value) in fields)
            SetVariable(context, new VariableKey(name, null, VariableIndex.None), value);

        return ReturnCode.True;
    }

    private ReturnCode Print(RoutingContext context, ItemSlot<XavpStore> slot)
    {
        if (_log.IsEnabled(LogLevels.Info) && XavpStore.Find(context, slot) is { } store)
        {
            foreach (var line in store.Describe())
                _log.Write(LogLevels.Info, Latin1.ToBytes(line));
        }

        return ReturnCode.True;
    }

    private static ReturnCode ExplodeInto(RoutingContext context, ItemSlot<XavpStore> slot, in ScriptValue parameters, char separator, string root)
    {
        if (root.Length == 0 || !ParameterList.TryRead(parameters, separator, out var list))
            return ReturnCode.False;

        var fields = new List<(string, ScriptValue)>();
        foreach (var item in list.Items)
            fields.Add((item.Name, ScriptValue.Of(item.Value)));

        return ReturnCode.Of(StoreOf(context, slot).Put(root, fields));
    }

    private static ReturnCode ImplodeFrom(RoutingContext context, ItemSlot<XavpStore> slot, string root, VariableReference target, bool quote)
    {
        var fields = new List<(string Name, ScriptValue Value)>();
        if (XavpStore.Find(context, slot)?.CopyFields(root, 0, fields) != true)
            return ReturnCode.False;

        var writer = context.Worker.RentWriter();
        foreach (var (name, value) in fields)
        {
            writer.Write(name);
            if (value.TextLength > 0)
            {
                writer.Write(quote ? "=\"" : "=");
                value.WriteTo(writer);
                writer.Write(quote ? "\"" : string.Empty);
            }

            writer.Write((byte)';');
        }

        return ReturnCode.Of(target.Write(context, Finish(context, writer)));
    }

    private static ReturnCode RemoveAll(RoutingContext context, ItemSlot<XavpStore> slot, string name)
    {
        XavpStore.Find(context, slot)?.RemoveAll(name);
        return ReturnCode.True;
    }

    private static XavpStore StoreOf(RoutingContext context, ItemSlot<XavpStore> slot) => XavpStore.Find(context, slot) ?? Make(context, slot);
}
