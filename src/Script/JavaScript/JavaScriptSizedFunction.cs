using Jurassic;
using Jurassic.Library;

namespace Signalbox.Script.JavaScript;

/// <summary>A function of the library that makes a text of any size in one call, which nothing could stop; it refuses sizes beyond the limit.</summary>
/// <param name="engine">The engine.</param>
/// <param name="function">What it stands before.</param>
/// <param name="size">Length of what it would make, of <c>this</c> and the arguments.</param>
internal sealed class JavaScriptSizedFunction(ScriptEngine engine, FunctionInstance function, Func<object, object[], double> size) : FunctionInstance(engine)
{
    /// <summary>Longest text in characters.</summary>
    private const double Longest = 64 << 20;

    /// <summary>Puts the limit before the functions that need it.</summary>
    public static void Limit(ScriptEngine engine)
    {
        Limit(engine, engine.String.InstancePrototype, "repeat", static (self, arguments) => LengthOf(self) * Number(arguments));
        Limit(engine, engine.Array.InstancePrototype, "join", static (self, arguments) =>
            self is ObjectInstance list ? TypeConverter.ToNumber(list["length"]) * (arguments.Length > 0 && arguments[0] is not Undefined ? LengthOf(arguments[0]) : 1) : 0);
    }

    /// <inheritdoc />
    public override object CallLateBound(object thisObject, params object[] argumentValues) => size(thisObject, argumentValues) > Longest
        ? throw new JavaScriptException(ErrorType.RangeError, "the text would be too long")
        : function.CallLateBound(thisObject, argumentValues);

    private static void Limit(ScriptEngine engine, ObjectInstance owner, string name, Func<object, object[], double> size)
    {
        if (owner[name] is FunctionInstance function)
            owner[name] = new JavaScriptSizedFunction(engine, function, size);
    }

    private static double LengthOf(object value) => value is Null or Undefined or null ? 0 : TypeConverter.ToString(value).Length;

    private static double Number(object[] arguments) => arguments.Length > 0 ? TypeConverter.ToNumber(arguments[0]) : 0;
}
