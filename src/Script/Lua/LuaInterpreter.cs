using Signalbox.Engine.Values;
using Signalbox.Script.Kemi;
using Signalbox.Script.Lua.Patterns;

namespace Signalbox.Script.Lua;

/// <summary>KEMI in Lua 5.4: the <c>KSR</c> tables over a <see cref="LuaState"/>.</summary>
internal sealed class LuaInterpreter : KemiInterpreter
{
    private static readonly string[] Preludes = [PatternPrelude.Text, LuaCoroutines.Prelude, LuaCommands.Prelude, LuaPrelude.Text];
    private readonly KemiFunction[] _functions;
    private readonly LuaState _state;
    private readonly TextCache _texts = new();
    private readonly Action<string> _reportError;

    /// <summary>Makes the interpreter and its <c>KSR</c> tables.</summary>
    public LuaInterpreter(KemiFunction[] functions, KemiLimits limits, KemiWatch watch, Action<string> reportError)
    {
        _functions = functions;
        _reportError = reportError;
        _state = new LuaState(this, limits, watch);
        DefineKsr();
        foreach (var text in Preludes)
        {
            if (_state.Run(PatternPrelude.ChunkName, text) is { } error)
                throw new InvalidOperationException(error);
        }

        _state.SetErrorHandler("ksr_error_handler");
        _state.SetGlobal("KSRVERSION", Engine.Configuration.ServerInfo.Version);
    }

    /// <inheritdoc />
    public override string? Load(KemiSource source) => _state.Run(source.Path, source.Text) switch
    {
        null => null,
        { } error when IsExit(error) => null,
        { } error => KemiText.WithoutStack(error),
    };

    /// <inheritdoc />
    public override bool HasFunction(string name) => _state.HasFunction(name);

    /// <inheritdoc />
    public override KemiOutcome Invoke(string name, ReadOnlySpan<string> arguments)
    {
        if (!_state.TryCall(name, arguments, out var error))
            return KemiOutcome.Missing;

        if (error is null)
            return KemiOutcome.Completed;

        return IsExit(error) ? KemiOutcome.Exited : KemiOutcome.Failed(error);
    }

    /// <inheritdoc />
    public override void Dispose() => _state.Dispose();

    /// <summary>Runs a function that a script calls; arguments stand on the stack from 1, the result is pushed.</summary>
    /// <param name="stack">Stack of the calling coroutine.</param>
    /// <param name="function">The number under which it was registered.</param>
    /// <returns>Number of values pushed.</returns>
    internal int Call(LuaStack stack, int function)
    {
        var called = _functions[function];
        var parameters = called.Parameters;
        var given = stack.Count;
        if (given < called.Required || given > KemiFunction.MaxArguments)
            return Refuse(stack, called, given);

        var taken = Math.Min(given, parameters.Length);
        if (taken > 1)
            return CallWith(stack, called, taken);

        // Most calls; they need no room for more.
        ScriptValue argument = default;
        if (taken == 1 && !TryRead(stack, 1, parameters[0], out argument))
            return RefuseArgument(stack, called, 1);

        Push(stack, called.Returns, called.Run(this, new ReadOnlySpan<ScriptValue>(in argument)[..taken]));
        return 1;
    }

    private int CallWith(LuaStack stack, KemiFunction called, int taken)
    {
        var arguments = default(KemiArguments);
        for (var i = 0; i < taken; i++)
        {
            if (!TryRead(stack, i + 1, called.Parameters[i], out arguments[i]))
                return RefuseArgument(stack, called, i + 1);
        }

        Push(stack, called.Returns, called.Run(this, ((ReadOnlySpan<ScriptValue>)arguments)[..taken]));
        return 1;
    }

    /// <summary>A call failed in our own code; false was pushed.</summary>
    internal void CallFailed(int function, Exception error) =>
        ReportError($"{_functions[function].QualifiedName} failed: {error.Message}");

    internal override void ReportError(string message) => _reportError(message);

    /// <inheritdoc />
    internal override string Place() => _state.CallingLine() is var (path, line) && line > 0 ? KemiText.Place(path, line) : string.Empty;

    private static bool IsExit(string error) => error.Contains(KemiText.ExitMark, StringComparison.Ordinal);

    private static void Push(LuaStack stack, KemiReturn returns, in ScriptValue value)
    {
        switch (returns)
        {
            case KemiReturn.Boolean:
                stack.Push(value.Number > 0);
                break;
            case KemiReturn.Integer:
                stack.Push(value.Number);
                break;
            case KemiReturn.Value:
                stack.Push(value);
                break;
            default:
                stack.Push(false);
                break;
        }
    }

    private bool TryRead(LuaStack stack, int index, KemiType type, out ScriptValue value)
    {
        switch (stack.TypeOf(index))
        {
            case LuaType.Nil:
                value = type == KemiType.Text ? ScriptValue.Empty : ScriptValue.Of(0);
                return true;
            case LuaType.Number when type != KemiType.Text:
                value = ScriptValue.Of(stack.TryGetInteger(index, out var whole) ? whole : KemiText.ToInteger(stack.Number(index)));
                return true;
            case LuaType.Number:
                value = ScriptValue.Of(KemiText.OfNumber(stack.Number(index)));
                return true;
            case LuaType.Text when type != KemiType.Text:
                value = ScriptValue.Of(KemiText.ToInteger(stack.Number(index)));
                return true;
            case LuaType.Text:
                value = ScriptValue.Of(_texts.Get(stack.KnownText(index)));
                return true;
            default:
                value = default;
                return type != KemiType.Text;
        }
    }

    private int RefuseArgument(LuaStack stack, KemiFunction called, int number) =>
        Refuse(stack, $"argument {number} of {called.QualifiedName} is neither text nor a number");

    private int Refuse(LuaStack stack, KemiFunction called, int given) => Refuse(stack, given switch
    {
        0 => $"invalid number of parameters for: {called.QualifiedName}",
        > KemiFunction.MaxArguments => $"too many parameters for: {called.QualifiedName}",
        _ => $"not enough parameters for: {called.QualifiedName}",
    });

    private int Refuse(LuaStack stack, string error)
    {
        ReportError(error);
        stack.Push(false);
        return 1;
    }

    private void DefineKsr()
    {
        _state.PushTable(_functions.Length);
        foreach (var module in KemiModule.Group(_functions))
        {
            if (module.Name.Length > 0)
                _state.PushTable(module.Functions.Count);

            foreach (var (name, index) in module.Functions)
                _state.SetFunction(name, index);

            if (module.Name.Length > 0)
                _state.SetField(module.Name);
        }

        _state.SetGlobal("KSR");
    }
}
