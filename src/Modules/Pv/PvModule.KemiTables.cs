using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content><c>KSR.pvx</c>: structured values as tables, texts that are evaluated twice, shared counters.</content>
internal sealed partial class PvModule : IVariableUser
{
    private const int MaxRoots = 1024;
    private IVariableSource? _variables;

    /// <inheritdoc />
    public void BindVariables(IVariableSource variables) => _variables = variables;

    [Function("xavp_getd", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_getd", Routes = RouteKinds.Any, Summary = "All $xavp of a name as a list of dictionaries; null when there is none.")]
    public static ScriptValue GetXavpTables(RoutingContext context, string name) => Tables(context, XavpSlot, name);

    [Function("xavp_getd_p1", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_getd_p1", Routes = RouteKinds.Any, Summary = "A $xavp by number as a dictionary; null when there is none.")]
    public static ScriptValue GetXavpTable(RoutingContext context, string name, int index) => Table(context, XavpSlot, name, index);

    [Function("xavp_get_keys", Surface = Surfaces.Kemi, Kemi = "pvx.xavp_get_keys", Routes = RouteKinds.Any, Summary = "Names of the fields of a $xavp by number, as a list; null when there is none.")]
    public static ScriptValue GetXavpNames(RoutingContext context, string name, int index) => Names(context, XavpSlot, name, index);

    [Function("xavi_getd", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_getd", Routes = RouteKinds.Any, Summary = "All $xavi of a name as a list of dictionaries; null when there is none.")]
    public static ScriptValue GetXaviTables(RoutingContext context, string name) => Tables(context, XaviSlot, name);

    [Function("xavi_getd_p1", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_getd_p1", Routes = RouteKinds.Any, Summary = "A $xavi by number as a dictionary; null when there is none.")]
    public static ScriptValue GetXaviTable(RoutingContext context, string name, int index) => Table(context, XaviSlot, name, index);

    [Function("xavi_get_keys", Surface = Surfaces.Kemi, Kemi = "pvx.xavi_get_keys", Routes = RouteKinds.Any, Summary = "Names of the fields of a $xavi by number, as a list; null when there is none.")]
    public static ScriptValue GetXaviNames(RoutingContext context, string name, int index) => Names(context, XaviSlot, name, index);

    [Function("shvinc_get", Surface = Surfaces.Kemi, Kemi = "pvx.shvinc_get", Routes = RouteKinds.Any, Summary = "Adds 1 to a $shv and gives the sum.")]
    public ScriptValue IncrementShared(RoutingContext context, string name) => ScriptValue.Of(_shared.Increment(name));

    [Function("evalx", Surface = Surfaces.Kemi, Kemi = "pvx.evalx", Routes = RouteKinds.Any, Summary = "Replaces the variables in a text, then those in the result, and puts it into a variable.")]
    public ReturnCode EvaluateTwice(RoutingContext context, [Assigned] VariableReference target, string text) =>
        ReturnCode.Of(Evaluate(context, text) is { } once && Evaluate(context, once) is { } twice && target.Write(context, ScriptValue.Of(twice)));

    [Function("pv_evalx", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Replaces the variables in a text, then those in the result, and puts it into a variable.")]
    public ReturnCode EvaluateAgain(RoutingContext context, [Assigned] VariableReference target, string text) =>
        ReturnCode.Of(Evaluate(context, text) is { } result && target.Write(context, ScriptValue.Of(result)));

    private string? Evaluate(RoutingContext context, string text)
    {
        var error = "there are no variables here";
        if (_variables?.BindText(text, out error) is { } bound)
            return bound.Read(context).ToText();

        _log.Write(Core.Api.LogLevels.Error, Latin1.ToBytes($"evalx: {error}"));
        return null;
    }

    private static ScriptValue Table(RoutingContext context, ItemSlot<XavpStore> slot, string name, int index) =>
        XavpStore.Find(context, slot)?.Table(name, index) is { } table ? ScriptValue.OfFixed(table) : ScriptValue.Undefined;

    private static ScriptValue Tables(RoutingContext context, ItemSlot<XavpStore> slot, string name)
    {
        var all = new ScriptTable();
        var store = XavpStore.Find(context, slot);
        for (var i = 0; i < MaxRoots && store?.Table(name, i) is { } table; i++)
            all.Add(ScriptValue.OfFixed(table));

        return all.Items.Count > 0 ? ScriptValue.OfFixed(all) : ScriptValue.Undefined;
    }

    private static ScriptValue Names(RoutingContext context, ItemSlot<XavpStore> slot, string name, int index)
    {
        if (XavpStore.Find(context, slot)?.Table(name, index) is not { } table)
            return ScriptValue.Undefined;

        var names = new ScriptTable();
        foreach (var (field, _) in table.Items)
            names.Add(ScriptValue.Of(field));

        return ScriptValue.OfFixed(names);
    }
}
