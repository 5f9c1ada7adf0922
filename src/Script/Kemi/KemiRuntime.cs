using System.Collections.Concurrent;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>
/// The interpreters of one language in one generation: one for each worker, since they must not be shared by threads.
/// A few are made when the generation is built, so that its first messages do not wait.
/// </summary>
internal sealed class KemiRuntime : IScriptRuntime
{
    private const int ErrorLevel = -1;
    private readonly KemiLanguage _language;
    private readonly KemiFunction[] _functions;
    private readonly IScriptLog _log;
    private readonly KemiLimits _limits;
    private readonly KemiWatch _watch;
    private readonly ConcurrentQueue<KemiSeat> _free = new();
    private readonly ConcurrentDictionary<KemiInterpreter, bool> _all = [];
    private readonly List<(string Name, string Place)> _required = [];
    private readonly KemiWaits _waits;
    private KemiProgram _program;
    private volatile bool _canBlock;
    private volatile bool _disposed;

    /// <summary>Makes a runtime without interpreters.</summary>
    public KemiRuntime(KemiLanguage language, KemiFunction[] functions, KemiProgram program, IScriptLog log, KemiLimits limits, IReadOnlyCollection<IScriptAddition> additions)
    {
        _language = language;
        _functions = functions;
        _program = program;
        _log = log;
        _limits = limits;
        _watch = new KemiWatch(limits);
        _waits = new KemiWaits(functions, language, additions);
        _canBlock = _waits.IsIn(program);
    }

    /// <inheritdoc />
    public IReadOnlyList<ScriptFunctionInfo> Functions => [.. _functions.Select(KemiListing.Describe)];

    /// <inheritdoc />
    public bool CanBlock => _canBlock;

    /// <inheritdoc />
    public int Version => Volatile.Read(ref _program).Version;

    /// <summary>Makes interpreters ahead of the first messages.</summary>
    /// <returns>Null, or the error of the scripts.</returns>
    public string? Prepare(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (Create(_program, out var error) is { } seat)
                _free.Enqueue(seat);
            else
                return error;
        }

        return null;
    }

    /// <summary>True when the scripts define the function; asks a prepared interpreter.</summary>
    public bool HasFunction(string name) => _free.TryPeek(out var seat) && seat.Interpreter.HasFunction(name);

    /// <summary>True when the scripts define the function for this worker.</summary>
    public bool HasFunction(WorkerState worker, string name) => Interpreter(worker)?.HasFunction(name) == true;

    /// <summary>Notes a function that the configuration names, so that no reload takes it away.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="place">Where the configuration names it; null when that need not be said.</param>
    /// <returns>False when the scripts do not define it.</returns>
    public bool Require(string name, SourceSpan? place)
    {
        if (!HasFunction(name))
            return false;

        _required.Add((name, place is { } span ? $" in {span}" : string.Empty));
        return true;
    }

    /// <summary>Calls a function for a message; errors are logged.</summary>
    public KemiOutcome Invoke(RoutingContext context, string function, ReadOnlySpan<string> arguments)
    {
        if (Interpreter(context.Worker) is not { } interpreter)
            return KemiOutcome.Failed(string.Empty);

        var outcome = interpreter.Invoke(context, function, arguments);
        if (outcome.Kind == KemiOutcomeKind.Failed)
            Error($"error from {_language.Name} in {function}: {outcome.Error}");

        return outcome;
    }

    /// <summary>Logs an error line.</summary>
    public void Error(string text) => _log.Write(ErrorLevel, Latin1.ToBytes(text));

    /// <inheritdoc />
    public int Run(RoutingContext context, string function, ReadOnlySpan<string> arguments)
    {
        var outcome = Invoke(context, function, arguments);
        if (outcome.Kind == KemiOutcomeKind.Missing)
            Error($"the {_language.Name} script has no function '{function}'");

        return outcome.Kind is KemiOutcomeKind.Completed or KemiOutcomeKind.Exited ? 1 : -1;
    }

    /// <inheritdoc />
    public int RunText(RoutingContext context, string text) => Run(context, new KemiSource("script text", text));

    /// <inheritdoc />
    public int RunFile(RoutingContext context, string path)
    {
        if (KemiProgram.Read(path, out var error) is { } source)
            return Run(context, source);

        Error($"cannot read {path}: {error}");
        return -1;
    }

    /// <inheritdoc />
    public string? CheckReload() => TryReload(out _);

    /// <inheritdoc />
    public string? Reload()
    {
        if (TryReload(out var next) is { } error)
            return error;

        // Interpreters that have not taken the new scripts over yet may still wait.
        _canBlock |= _waits.IsIn(next!);
        Volatile.Write(ref _program, next!);
        return null;
    }

    /// <summary>Reads the files and tries them in an interpreter of their own.</summary>
    private string? TryReload(out KemiProgram? next)
    {
        next = null;
        var current = Volatile.Read(ref _program);
        var sources = new List<KemiSource>();
        foreach (var old in current.Sources)
        {
            var error = string.Empty;
            if ((old.IsBuiltIn ? old : KemiProgram.Read(old.Path, out error)) is not { } source)
                return $"{old.Path}: {error}";

            sources.Add(source);
        }

        next = new KemiProgram(current.Version + 1, sources);
        if (Create(next, out var broken) is not { } trial)
            return broken;

        var (missing, place) = _required.Find(one => !trial.Interpreter.HasFunction(one.Name));
        Discard(trial.Interpreter);
        if (missing is null)
            return null;

        var files = string.Join(", ", sources.Where(static source => !source.IsBuiltIn).Select(static source => source.Path));
        return $"{files}: the function '{missing}', which the configuration names{place}, is gone";
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        foreach (var interpreter in _all.Keys)
            interpreter.Retire();

        _watch.Dispose();
    }

    private int Run(RoutingContext context, KemiSource source)
    {
        if (Interpreter(context.Worker)?.Load(context, source) is not { } error)
            return 1;

        LoadError(error);
        return -1;
    }

    private KemiInterpreter? Interpreter(WorkerState worker)
    {
        if (_disposed)
            return null;

        var seat = worker.Locals.TryGetValue(this, out var found) ? (KemiSeat)found : Take(worker);
        if (seat is not null && seat.Interpreter.Depth == 0 && seat.Version != Version)
            Refresh(seat);

        return seat?.Interpreter;
    }

    private KemiSeat? Take(WorkerState worker)
    {
        // Seats of generations that have ended would stay with the worker for ever.
        foreach (var (owner, _) in worker.Locals)
        {
            if (owner is KemiRuntime { _disposed: true })
                worker.Locals.Remove(owner);
        }

        if (!_free.TryDequeue(out var seat) && (seat = Create(Volatile.Read(ref _program), out var error)) is null)
        {
            LoadError(error);
            return null;
        }

        worker.Locals.Add(this, seat);
        return seat;
    }

    private void Refresh(KemiSeat seat)
    {
        var program = Volatile.Read(ref _program);
        seat.Version = program.Version;
        if (_language.KeepsGlobals)
        {
            if (program.RunIn(seat.Interpreter) is { } broken)
                LoadError(broken);

            return;
        }

        if (Create(program, out var error) is { } fresh)
        {
            Discard(seat.Interpreter);
            seat.Interpreter = fresh.Interpreter;
        }
        else
        {
            LoadError(error);
        }
    }

    private KemiSeat? Create(KemiProgram program, out string? error)
    {
        var interpreter = _language.Create(_functions, _limits, _watch, Error);
        interpreter.Waits = NoteWait;
        error = program.RunIn(interpreter);
        if (error is null)
        {
            _all.TryAdd(interpreter, true);
            return new KemiSeat(interpreter, program.Version);
        }

        interpreter.Dispose();
        return null;
    }

    // A name that was made up as the script runs and that the look at its text did not find.
    private void NoteWait(string function)
    {
        if (_canBlock)
            return;

        _canBlock = true;
        Error($"KSR.{function} can wait, which the text of the script does not show: set udp_socket_per_worker=0");
    }

    private void Discard(KemiInterpreter interpreter)
    {
        if (_all.TryRemove(interpreter, out _))
            interpreter.Retire();
    }

    private void LoadError(string? error) => Error($"error from {_language.Name}: {error}");
}
