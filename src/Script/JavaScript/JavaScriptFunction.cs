using Jurassic;
using Jurassic.Library;
using Signalbox.Engine.Values;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.JavaScript;

/// <summary>A function of <c>KSR</c> as JavaScript calls it.</summary>
/// <param name="engine">The engine.</param>
/// <param name="interpreter">Whose function it is.</param>
/// <param name="function">What it calls.</param>
internal sealed class JavaScriptFunction(ScriptEngine engine, KemiInterpreter interpreter, KemiFunction function) : FunctionInstance(engine)
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <inheritdoc />
    public override object CallLateBound(object thisObject, params object[] argumentValues)
    {
        var parameters = function.Parameters;
        if (argumentValues.Length < function.Required || argumentValues.Length > KemiFunction.MaxArguments)
            return Refuse(argumentValues.Length);

        var arguments = default(KemiArguments);
        var taken = Math.Min(argumentValues.Length, parameters.Length);
        for (var i = 0; i < taken; i++)
            arguments[i] = Read(argumentValues[i], parameters[i]);

        try
        {
            var result = function.Run(interpreter, ((ReadOnlySpan<ScriptValue>)arguments)[..taken]);
            return ToScript(function.Returns, result);
        }
#pragma warning disable CA1031 // a failing function must not end the script, as in Lua
        catch (Exception error) when (error is not JavaScriptException)
#pragma warning restore CA1031
        {
            interpreter.ReportError($"{function.QualifiedName} failed: {error.Message}");
            return False;
        }
    }

    private static ScriptValue Read(object argument, KemiType type) => argument switch
    {
        string text when type == KemiType.Text => ScriptValue.Of(text),
        int number when type == KemiType.Integer => ScriptValue.Of(number),
        null or Null or Undefined => type == KemiType.Text ? ScriptValue.Empty : ScriptValue.Of(0),
        _ when type == KemiType.Integer => ScriptValue.Of(KemiText.ToInteger(TypeConverter.ToNumber(argument))),
        double number => ScriptValue.Of(KemiText.OfNumber(number)),
        _ => ScriptValue.Of(TypeConverter.ToString(argument)),
    };

    private static object ToScript(KemiReturn returns, in ScriptValue value) => returns switch
    {
        KemiReturn.Boolean => value.Number > 0 ? True : False,
        KemiReturn.Integer => Number(value.Number),
        KemiReturn.Value when value.IsInteger => Number(value.Number),
        KemiReturn.Value when value.IsDefined => value.ToText(),
        KemiReturn.Value => Null.Value,
        _ => False,
    };

    // The engine knows 32-bit integers and doubles; doubles are exact up to 2^53.
    private static object Number(long number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : (double)number;

    private object Refuse(int given)
    {
        if (given > 0 && given < function.Required)
            throw new JavaScriptException(ErrorType.RangeError, $"invalid stack index {given}");

        interpreter.ReportError(given == 0
            ? $"invalid number of parameters for: {function.QualifiedName}"
            : $"too many parameters for: {function.QualifiedName}");
        return False;
    }
}
