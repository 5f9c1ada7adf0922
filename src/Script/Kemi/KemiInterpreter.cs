using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>
/// One interpreter of one worker: a script language behind a few calls, so that another engine for the same language can
/// take its place. Not for use by two threads at once; a callback may call back into it (a function that runs another route).
/// </summary>
internal abstract class KemiInterpreter : IDisposable
{
    private const int RecentVariables = 64;
    private const int RecentTexts = 8;
    private const int Free = 0;
    private const int Ended = -1;
    private const string InUse = "the interpreter of this worker has ended or is in use by another thread";
    private readonly TextMemo<VariableReference> _variables = new(RecentVariables);
    private TextMemo<ScriptValue>?[] _converted = [];
    private string _callback = string.Empty;
    private int _thread;
    private volatile bool _retired;

    /// <summary>The message that the running callback works on; an empty one while the top level of a script runs.</summary>
    public RoutingContext Context { get; private set; } = new() { Worker = new WorkerState(-1, "script") };

    /// <summary>Callbacks that run now, one inside the other.</summary>
    public int Depth { get; private set; }

    /// <summary>Is told the name of each function that can wait, when it is called.</summary>
    internal Action<string>? Waits { get; set; }

    /// <summary>Who is told of the steps of the running callback; null for nearly every message.</summary>
    internal IScriptObserver? Observer { get; private set; }

    /// <summary>Runs the top level of a script; what it defines stays.</summary>
    /// <returns>Null, or the error as <c>file:line: message</c>.</returns>
    public abstract string? Load(KemiSource source);

    /// <summary>True when the script defines a global function of that name.</summary>
    public abstract bool HasFunction(string name);

    /// <summary>Calls a global function; its return value is ignored. Never throws.</summary>
    public abstract KemiOutcome Invoke(string name, ReadOnlySpan<string> arguments);

    /// <summary>Frees what the language keeps.</summary>
    public abstract void Dispose();

    /// <summary>As <see cref="Invoke(string, ReadOnlySpan{string})"/> for a message.</summary>
    public KemiOutcome Invoke(RoutingContext context, string name, ReadOnlySpan<string> arguments)
    {
        if (!TryEnter(context, out var outer))
            return KemiOutcome.Failed(InUse);

        var (observer, callback) = (Observer, _callback);
        (Observer, _callback) = (context.Snapshot?.ScriptObserverFor(context), name);
        if (Observer is not null)
            Tell(ScriptStepKind.Route, name, default);

        var outcome = Invoke(name, arguments);
        (Observer, _callback) = (observer, callback);
        Leave(outer);
        return outcome;
    }

    /// <summary>As <see cref="Load(KemiSource)"/> for a message.</summary>
    public string? Load(RoutingContext context, KemiSource source)
    {
        if (!TryEnter(context, out var outer))
            return InUse;

        var error = Load(source);
        Leave(outer);
        return error;
    }

    /// <summary>Disposes of it, at once or when the callback that runs now has ended.</summary>
    public void Retire()
    {
        _retired = true;
        DisposeIfFree();
    }

    /// <summary>Tells the observer, of which the caller knows that there is one.</summary>
    internal void Tell(ScriptStepKind kind, string name, in ScriptValue value) =>
        Observer!.Stepped(Context, new ScriptStep { Kind = kind, Position = new ScriptPosition(name, _callback, kind == ScriptStepKind.Route ? string.Empty : Place()), Depth = Depth, Value = value });

    /// <summary>File without its folder, and line, of the statement that calls a function now; empty when the language does not know. For traced messages alone: it asks the engine.</summary>
    internal abstract string Place();

    /// <summary>Writes an error line of a function call that the script survives.</summary>
    internal abstract void ReportError(string message);

    /// <summary>A variable by the name that the script wrote; bound once, then kept. Null with an error line when it is none.</summary>
    internal VariableReference? Variable(IKemiVariables variables, string name)
    {
        if (_variables.TryGet(name, out var known))
            return known;

        if (variables.Bind(name, out var error) is not { } variable)
        {
            ReportError(error);
            return null;
        }

        _variables.Add(name, variable);
        return variable;
    }

    /// <summary>An argument as the function wants it; converted once per text, then kept.</summary>
    internal bool TryConvert(CatalogParameter parameter, in ScriptValue argument, out ScriptValue value)
    {
        var text = argument.ToText();
        var known = Converted(parameter.Number);
        if (known.TryGet(text, out value))
            return true;

        if (!parameter.Parse(text, out var converted, out var error) || converted is null)
        {
            ReportError($"'{text}': {error}");
            return false;
        }

        value = ScriptValue.OfFixed(converted);
        known.Add(text, value);
        return true;
    }

    private TextMemo<ScriptValue> Converted(int parameter)
    {
        if (parameter >= _converted.Length)
            Array.Resize(ref _converted, parameter + 32);

        return _converted[parameter] ??= new TextMemo<ScriptValue>(RecentTexts);
    }

    // Two threads in one native interpreter would break the process, so a mistake elsewhere must not get that far.
    private bool TryEnter(RoutingContext context, out RoutingContext outer)
    {
        outer = Context;
        var thread = Environment.CurrentManagedThreadId;
        if (_thread != thread && Interlocked.CompareExchange(ref _thread, thread, Free) != Free)
            return false;

        Context = context;
        Depth++;
        return true;
    }

    private void Leave(RoutingContext outer)
    {
        Context = outer;
        if (--Depth > 0)
            return;

        Volatile.Write(ref _thread, Free);
        if (_retired)
            DisposeIfFree();
    }

    private void DisposeIfFree()
    {
        if (Interlocked.CompareExchange(ref _thread, Ended, Free) == Free)
            Dispose();
    }
}
