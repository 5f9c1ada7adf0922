namespace Signalbox.Script.Kemi;

/// <summary>
/// One interpreter of one worker: a script language behind a few calls, so that another engine for the same language can
/// take its place. Not for use by two threads at once; a callback may call back into it (a function that runs another route).
/// </summary>
internal abstract class KemiInterpreter : IDisposable
{
    /// <summary>Runs the top level of a script; what it defines stays.</summary>
    /// <returns>Null, or the error as <c>file:line: message</c>.</returns>
    public abstract string? Load(KemiSource source);

    /// <summary>True when the script defines a global function of that name.</summary>
    public abstract bool HasFunction(string name);

    /// <summary>Calls a global function; its return value is ignored. Never throws.</summary>
    public abstract KemiOutcome Invoke(string name, ReadOnlySpan<string> arguments);

    /// <summary>Frees what the language keeps.</summary>
    public abstract void Dispose();

    /// <summary>Writes an error line of a function call that the script survives.</summary>
    internal abstract void ReportError(string message);
}
