using Jurassic;
using Jurassic.Library;

namespace Signalbox.Script.JavaScript;

/// <summary>The function that every loop of a script calls.</summary>
/// <param name="engine">The engine.</param>
/// <param name="run">What the callback has used so far.</param>
internal sealed class JavaScriptCheck(ScriptEngine engine, JavaScriptRun run) : FunctionInstance(engine)
{
    private const int Interval = 256;
    private static readonly object True = true;
    private int _calls;

    /// <inheritdoc />
    public override object CallLateBound(object thisObject, params object[] argumentValues)
    {
        if (++_calls % Interval == 0)
            run.Check();

        return True;
    }
}
