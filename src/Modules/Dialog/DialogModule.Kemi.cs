using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <content>Variables of calls by function.</content>
internal sealed partial class DialogModule
{
    [Function("var_sets", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Sets a variable of the call.")]
    public ReturnCode SetText(RoutingContext context, string name, string value) => ReturnCode.Of(SetVariable(context, name, value));

    [Function("var_get", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "A variable of the call; null without.")]
    public ScriptValue GetVariable(RoutingContext context, string name) => ReadVariable(context, name);

    [Function("var_gete", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "A variable of the call; empty without.")]
    public ScriptValue GetVariableOrEmpty(RoutingContext context, string name) =>
        ReadVariable(context, name) is { IsDefined: true } value ? value : ScriptValue.Empty;

    [Function("var_getw", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "A variable of the call; <<null>> without.")]
    public ScriptValue GetVariableOrWord(RoutingContext context, string name) =>
        ReadVariable(context, name) is { IsDefined: true } value ? value : ScriptValue.Of("<<null>>");

    [Function("var_rm", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "Removes a variable of the call.")]
    public ReturnCode DropVariable(RoutingContext context, string name)
    {
        RemoveVariable(context, name);
        return ReturnCode.True;
    }

    [Function("var_is_null", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "True when the call has no such variable.")]
    public ReturnCode IsVariableNull(RoutingContext context, string name) => ReturnCode.Of(!ReadVariable(context, name).IsDefined);

    [Function("dlg_set_var", Routes = RouteKinds.Any, Summary = "Sets a variable of the call with this Call-ID, From tag and To tag.")]
    public ReturnCode SetVariableOf(RoutingContext context, ScriptValue callId, ScriptValue fromTag, ScriptValue toTag, string name, ScriptValue value) =>
        ReturnCode.Of(FindByIdentity(context, callId, fromTag, toTag) is { } dialog && Assign(dialog, name, value.ToText()));

    [Function("dlg_get_var", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Reads a variable of the call with this Call-ID, From tag and To tag.")]
    public ReturnCode GetVariableOf(RoutingContext context, ScriptValue callId, ScriptValue fromTag, ScriptValue toTag, string name, [Assigned] VariableReference result) =>
        ReturnCode.Of(FindByIdentity(context, callId, fromTag, toTag) is { } dialog && result.Write(context, Value(dialog, name)));

    [Function("dlg_get_var", Routes = RouteKinds.Any, Surface = Surfaces.Kemi, Summary = "A variable of the call with this Call-ID, From tag and To tag.")]
    public ScriptValue GetVariableOfFromKemi(RoutingContext context, ScriptValue callId, ScriptValue fromTag, ScriptValue toTag, string name) =>
        FindByIdentity(context, callId, fromTag, toTag) is { } dialog ? Value(dialog, name) : ScriptValue.Undefined;

    private ScriptValue ReadVariable(RoutingContext context, string name)
    {
        if (Find(context) is { } dialog)
            return Value(dialog, name);

        return DialogWishes.Find(context.Worker)?.Variables.Get(name) ?? ScriptValue.Undefined;
    }

    // Before dlg_manage a variable waits for the call to be made.
    private bool SetVariable(RoutingContext context, string name, string value) =>
        Find(context) is { } dialog ? Assign(dialog, name, value) : DialogWishes.Of(context.Worker).Variables.Set(name, value);

    private bool RemoveVariable(RoutingContext context, string name)
    {
        if (Find(context) is not { } dialog)
            return DialogWishes.Of(context.Worker).Variables.Remove(name);

        lock (dialog.Gate)
        {
            dialog.Flags |= DialogFlags.ChangedVariables;
            dialog.MarkChanged();
            return dialog.Variables?.Remove(name) ?? false;
        }
    }

    private static ScriptValue Value(SipDialog dialog, string name)
    {
        lock (dialog.Gate)
            return dialog.Variables?.Get(name) ?? ScriptValue.Undefined;
    }

    private static bool Assign(SipDialog dialog, string name, string value)
    {
        lock (dialog.Gate)
        {
            dialog.Flags |= DialogFlags.ChangedVariables;
            dialog.MarkChanged();
            return (dialog.Variables ??= new DialogVariables()).Set(name, value);
        }
    }
}
