using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>The functions of <c>KSR.pv</c>, which scripts see whatever modules are loaded.</summary>
internal static class VariableFunctions
{
    private static readonly ScriptValue Yes = ScriptValue.Of(1);
    private static readonly ScriptValue No = ScriptValue.Of(-1);
    private static readonly ScriptValue NullText = ScriptValue.Of("<null>");

    /// <summary>All of them.</summary>
    public static KemiFunction[] All(IKemiVariables variables) =>
    [
        new VariableFunction(variables, "get", KemiReturn.Value, default, static (v, c, _) => v.Read(c), KemiType.Text),
        new VariableFunction(variables, "gete", KemiReturn.Value, ScriptValue.Empty, static (v, c, _) => Or(v.Read(c), ScriptValue.Empty), KemiType.Text),
        new VariableFunction(variables, "getw", KemiReturn.Value, NullText, static (v, c, _) => Or(v.Read(c), NullText), KemiType.Text),
        new VariableFunction(variables, "getvn", KemiReturn.Value, default, static (v, c, a) => Or(v.Read(c), a[0]), KemiType.Text, KemiType.Integer),
        new VariableFunction(variables, "getvs", KemiReturn.Value, default, static (v, c, a) => Or(v.Read(c), a[0]), KemiType.Text, KemiType.Text),
        new VariableFunction(variables, "geti", KemiReturn.Integer, ScriptValue.Of(0), static (v, c, _) => Integer(v, c), KemiType.Text),
        new VariableFunction(variables, "seti", KemiReturn.Boolean, No, static (v, c, a) => Write(v, c, a[0]), KemiType.Text, KemiType.Integer),
        new VariableFunction(variables, "sets", KemiReturn.Boolean, No, static (v, c, a) => Write(v, c, a[0]), KemiType.Text, KemiType.Text),
        new VariableFunction(variables, "getl", KemiReturn.Value, default, static (v, c, _) => v.Read(c), KemiType.Text),
        new VariableFunction(variables, "setl", KemiReturn.Boolean, No, static (v, c, a) => Write(v, c, a[0]), KemiType.Text, KemiType.Long),
        new VariableFunction(variables, "unset", KemiReturn.Boolean, No, static (v, c, _) => Write(v, c, default), KemiType.Text),
        new VariableFunction(variables, "is_null", KemiReturn.Boolean, Yes, static (v, c, _) => v.Read(c).IsDefined ? No : Yes, KemiType.Text),
    ];

    private static ScriptValue Or(in ScriptValue value, in ScriptValue other) => value.IsDefined ? value : other;

    // A read-only variable takes the value without effect and says true, as with the peer.
    private static ScriptValue Write(VariableReference variable, RoutingContext context, in ScriptValue value)
    {
        variable.Write(context, value);
        return Yes;
    }

    // The text of $rm has the method's number beside it; it is the one text variable whose number scripts ask for.
    private static ScriptValue Integer(VariableReference variable, RoutingContext context)
    {
        var value = variable.Read(context);
        if (value.TryToInteger(out var number))
            return ScriptValue.Of(number);

        var message = context.Message;
        var isMethod = message.Method != SipMethod.None && value.TextEquals(message.Span(message.MethodText));
        return ScriptValue.Of(isMethod ? (long)message.Method : 0);
    }
}
