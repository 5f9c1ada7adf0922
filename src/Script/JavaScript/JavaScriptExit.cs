using Jurassic;
using Jurassic.Library;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.JavaScript;

/// <summary><c>KSR.x.exit()</c> and <c>KSR.x.drop()</c>: a thrown string, which scripts can catch as with the peer.</summary>
/// <param name="engine">The engine.</param>
/// <param name="before">What to call first, or null.</param>
internal sealed class JavaScriptExit(ScriptEngine engine, FunctionInstance? before) : FunctionInstance(engine)
{
    /// <inheritdoc />
    public override object CallLateBound(object thisObject, params object[] argumentValues)
    {
        before?.CallLateBound(thisObject);
        throw new JavaScriptException(KemiText.ExitMark);
    }
}
