using Jurassic;
using Jurassic.Compiler;
using Jurassic.Library;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.JavaScript;

/// <summary>KEMI in JavaScript on Jurassic (docs/decisions/0003): the <c>KSR</c> objects over a script engine.</summary>
internal sealed class JavaScriptInterpreter : KemiInterpreter
{
    private readonly ScriptEngine _engine;
    private readonly Action<string> _reportError;
    private readonly JavaScriptRun _run;

    /// <summary>Makes the engine and its <c>KSR</c> objects.</summary>
    public JavaScriptInterpreter(KemiFunction[] functions, KemiLimits limits, Action<string> reportError)
    {
        _reportError = reportError;
        _engine = new ScriptEngine { RecursionDepthLimit = limits.CallDepth };
        _run = new JavaScriptRun(limits);
        _engine.SetGlobalValue(LoopGuards.Check, new JavaScriptCheck(_engine, _run));
        JavaScriptSizedFunction.Limit(_engine);
        DefineKsr(functions);
    }

    /// <inheritdoc />
    public override string? Load(KemiSource source)
    {
        var outcome = Guarded(() => _engine.Execute(new StringScriptSource(LoopGuards.Insert(source.Text), source.Path)), source.Path);
        return outcome.Kind == KemiOutcomeKind.Failed ? KemiText.WithoutStack(outcome.Error) : null;
    }

    /// <inheritdoc />
    public override bool HasFunction(string name) => _engine.GetGlobalValue(name) is FunctionInstance;

    /// <inheritdoc />
    public override KemiOutcome Invoke(string name, ReadOnlySpan<string> arguments)
    {
        if (_engine.GetGlobalValue(name) is not FunctionInstance function)
            return KemiOutcome.Missing;

        var values = arguments.IsEmpty ? [] : new object[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i];

        _run.Enter();
        try
        {
            function.CallLateBound(_engine.Global, values);
            return KemiOutcome.Completed;
        }
#pragma warning disable CA1031 // whatever a script or its engine throws ends this callback only
        catch (Exception error) when (JavaScriptErrors.NoteStack(error, _engine))
#pragma warning restore CA1031
        {
            return JavaScriptErrors.Outcome(error, _engine, string.Empty);
        }
        finally
        {
            _run.Leave();
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        // The engine is plain managed memory.
    }

    internal override void ReportError(string message) => _reportError(message);

    /// <inheritdoc />
    internal override string Place() => JavaScriptErrors.PlaceOfCall(_engine);

    private KemiOutcome Guarded(Action run, string path)
    {
        _run.Enter();
        try
        {
            run();
            return KemiOutcome.Completed;
        }
#pragma warning disable CA1031 // as above
        catch (Exception error) when (JavaScriptErrors.NoteStack(error, _engine))
#pragma warning restore CA1031
        {
            return JavaScriptErrors.Outcome(error, _engine, path);
        }
        finally
        {
            _run.Leave();
        }
    }

    private void DefineKsr(KemiFunction[] functions)
    {
        var ksr = _engine.Object.Construct();
        foreach (var module in KemiModule.Group(functions))
        {
            var members = module.Name.Length == 0 ? ksr : _engine.Object.Construct();
            foreach (var (name, index) in module.Functions)
                members[name] = new JavaScriptFunction(_engine, this, functions[index]);

            if (module.Name.Length > 0)
                ksr[module.Name] = members;
        }

        DefineExit(ksr);
        _engine.SetGlobalValue("KSR", ksr);
    }

    private void DefineExit(ObjectInstance ksr)
    {
        if (ksr["x"] is not ObjectInstance x)
            ksr["x"] = x = _engine.Object.Construct();

        var markDrop = x["mark_drop"] as FunctionInstance;
        x.Delete("mark_drop", throwOnError: false);
        x["exit"] = new JavaScriptExit(_engine, before: null);
        x["drop"] = new JavaScriptExit(_engine, markDrop);
    }
}
