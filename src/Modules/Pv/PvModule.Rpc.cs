using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Commands for <c>$shv</c>.</content>
internal sealed partial class PvModule
{
    private const string NoVariable = "Variable not found";

    [Rpc("pv.shvGet", Mi = "shv_get", Summary = "Shows a shared variable, or all.")]
    public void ShowShared(RpcCall call)
    {
        if (call.Text(0) is { } name)
        {
            if (_shared.TryGet(name, out var value))
                call.Add(Describe(name, value));
            else
                call.Fault(404, NoVariable);

            return;
        }

        var items = RpcValue.Struct();
        foreach (var (key, value) in _shared.All)
            items.With("shv", Describe(key, value));

        call.AddStruct().With("items", items);
    }

    [Rpc("pv.shvSet", Mi = "shv_set", Summary = "Sets a shared variable that is known: name, int or str, value.")]
    public void SetShared(RpcCall call)
    {
        if (call.Parameters.Count < 3)
            call.Fault(500, "Not enough parameters: name, type, value");
        else if (!_shared.TryGet(call.Text(0)!, out _))
            call.Fault(404, NoVariable);
        else if (call.Text(1) is not ("int" or "str"))
            call.Fault(500, "Unknown parameter type (Types: int or str)");
        else if (call.Text(1) == "int" && call.Integer(2) is null)
            call.Fault(500, "The value is not a number");
        else
            Set(call);
    }

    private void Set(RpcCall call)
    {
        var value = call.Text(1) == "int" ? ScriptValue.Of(call.Integer(2)!.Value) : ScriptValue.Of(call.Text(2));
        _shared.Set(call.Text(0)!, value);
        call.Add("Ok. Variable set to new value.");
    }

    private static RpcValue Describe(string name, in ScriptValue value) => RpcValue.Struct()
        .With("name", name)
        .With("type", value.IsText ? "string" : "int")
        .With("value", value.IsText ? RpcValue.Of(value.ToText()) : RpcValue.Of(value.Number));
}
