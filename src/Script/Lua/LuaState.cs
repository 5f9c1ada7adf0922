using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Signalbox.Engine.Values;
using Signalbox.Script.Kemi;
using Signalbox.Script.Lua.Patterns;

namespace Signalbox.Script.Lua;

/// <summary>
/// One Lua state with its standard libraries. Everything that can raise a Lua error runs in a protected call, and nothing
/// managed raises one: an error that jumped over managed frames would break the process.
/// </summary>
internal sealed unsafe class LuaState : IDisposable
{
    // Lua's own length of a printable source; longer paths are shown by their end.
    private const int ShownPath = 56;
    private readonly LuaRunGuard _guard;
    private readonly LuaPatterns _patterns;
    private readonly KemiWatch _watch;
    private readonly LuaInterpreter _host;
    private readonly List<string> _longPaths = [];
    private nint _state;
    private GCHandle _self;
    private int _handler;

    /// <summary>Makes a state; <paramref name="host"/> takes the calls of functions registered with <see cref="SetFunction(string, int)"/>.</summary>
    public LuaState(LuaInterpreter host, KemiLimits limits, KemiWatch watch)
    {
        _host = host;
        _watch = watch;
        _state = NativeLua.NewState();
        if (_state == 0)
            throw new InvalidOperationException("no memory for a Lua state");

        // Lua keeps a pointer's worth of space before each state and copies it into every coroutine.
        _self = GCHandle.Alloc(this, GCHandleType.WeakTrackResurrection);
        *((nint*)_state - 1) = GCHandle.ToIntPtr(_self);
        NativeLua.OpenLibraries(_state);
        _guard = new LuaRunGuard(_state, limits);
        _patterns = new LuaPatterns(_guard, limits);
        LuaPatternLibrary.Install(this, _patterns);
        LuaCoroutines.Install(this);
        LuaCommands.Install(this);
        watch.Add(_guard);
    }

    /// <summary>Closes a state that a refused configuration left behind.</summary>
    ~LuaState() => Close();

    /// <summary>Memory that the state holds, in bytes.</summary>
    public long MemoryBytes => (long)NativeLua.Collect(_state, NativeLua.GcCount) << 10;

    private LuaStack Stack => new(_state);

    /// <summary>Runs a chunk.</summary>
    /// <returns>Null, or the error as <c>file:line: message</c>.</returns>
    public string? Run(string path, string text)
    {
        if (path.Length > ShownPath + 3 && !_longPaths.Contains(path))
            _longPaths.Add(path);

        var bytes = Latin1.ToBytes(text.StartsWith('#') ? $"--{text}" : text);
        var name = Encoding.Latin1.GetBytes($"@{path}\0");
        var mode = stackalloc byte[] { (byte)'t', 0 };
        LuaStatus status;
        fixed (byte* start = bytes)
        fixed (byte* chunkName = name)
            status = NativeLua.LoadBuffer(_state, start, (nuint)bytes.Length, chunkName, mode);

        return status == LuaStatus.Ok ? ProtectedChunk() : TakeError();
    }

    /// <summary>True when a global of that name is a function.</summary>
    public bool HasFunction(string name)
    {
        var found = PushGlobal(name) == LuaType.Function;
        NativeLua.SetTop(_state, -2);
        return found;
    }

    /// <summary>Calls a global function with text arguments; its results are dropped.</summary>
    /// <returns>False when there is no such function; else <paramref name="error"/> is null or what went wrong.</returns>
    public bool TryCall(string name, ReadOnlySpan<string> arguments, out string? error)
    {
        error = null;
        var below = NativeLua.GetTop(_state);
        NativeLua.RawGetIndex(_state, NativeLua.RegistryIndex, _handler);
        NativeLua.RawGetIndex(_state, NativeLua.RegistryIndex, NativeLua.GlobalsKey);
        Stack.Push(name);
        var found = NativeLua.RawGet(_state, -2) == LuaType.Function;
        if (found)
        {
            foreach (var argument in arguments)
                Stack.Push(argument);

            error = Protected(arguments.Length, _handler == 0 ? 0 : below + 1);
        }

        NativeLua.SetTop(_state, below);
        return found;
    }

    /// <summary>File and line of the statement that calls a function of the host now; inside a coroutine, of the one that resumed it. Line 0 = not known.</summary>
    public (string Path, int Line) CallingLine()
    {
        // Level 0 is the host's function itself.
        LuaDebug record;
        if (NativeLua.GetStack(_state, 1, &record) == 0)
            return (string.Empty, 0);

        var what = stackalloc byte[] { (byte)'S', (byte)'l', 0 };
        return NativeLua.GetInfo(_state, what, &record) == 0
            ? (string.Empty, 0)
            : (Latin1.ToText(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(record.ShortSource)), record.CurrentLine);
    }

    /// <summary>Pushes a new table.</summary>
    public void PushTable(int fields) => NativeLua.CreateTable(_state, 0, fields);

    /// <summary>Sets field <paramref name="name"/> of the table on top to a function of the host.</summary>
    public void SetFunction(string name, int function)
    {
        Stack.Push(name);
        Stack.Push((long)function);
        NativeLua.PushClosure(_state, &OnCall, 1);
        NativeLua.RawSet(_state, -3);
    }

    /// <summary>Sets field <paramref name="name"/> of the table on top to a function that native code calls.</summary>
    public void SetFunction(string name, delegate* unmanaged[Cdecl]<nint, int> function)
    {
        Stack.Push(name);
        NativeLua.PushClosure(_state, function, 0);
        NativeLua.RawSet(_state, -3);
    }

    /// <summary>Keeps the value on top in the registry and leaves it there.</summary>
    public int KeepTop()
    {
        NativeLua.PushValue(_state, -1);
        return NativeLua.Reference(_state, NativeLua.RegistryIndex);
    }

    /// <summary>Takes the value on top and makes it field <paramref name="name"/> of the table below it.</summary>
    public void SetField(string name)
    {
        Stack.Push(name);
        NativeLua.Rotate(_state, -2, 1);
        NativeLua.RawSet(_state, -3);
    }

    /// <summary>Takes the value on top and makes it a global.</summary>
    public void SetGlobal(string name)
    {
        NativeLua.RawGetIndex(_state, NativeLua.RegistryIndex, NativeLua.GlobalsKey);
        NativeLua.Rotate(_state, -2, 1);
        SetField(name);
        NativeLua.SetTop(_state, -2);
    }

    /// <summary>Sets a global to text.</summary>
    public void SetGlobal(string name, string text)
    {
        Stack.Push(text);
        SetGlobal(name);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private void Close()
    {
        if (_state == 0)
            return;

        _watch.Remove(_guard);
        NativeLua.Close(_state);
        _state = 0;
        _self.Free();
    }

    /// <summary>The guard of the state that a native pointer belongs to, coroutines included.</summary>
    internal static LuaRunGuard? FindGuard(nint state) => From(state)._guard;

    /// <summary>The functions over patterns of the state that a native pointer belongs to, coroutines included.</summary>
    internal static LuaPatterns PatternsOf(nint state) => From(state)._patterns;

    private static LuaState From(nint state) => Unsafe.As<LuaState>(GCHandle.FromIntPtr(*((nint*)state - 1)).Target!);

    /// <summary>
    /// Every function of the host comes in here; no exception may leave. Compiled once and fully: a method that native code
    /// calls does not get faster by being called.
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)]), MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int OnCall(nint state)
    {
        var function = (int)NativeLua.ToInteger(state, NativeLua.UpvalueIndex(1), null);
        var host = From(state)._host;
        try
        {
            return host.Call(new LuaStack(state), function);
        }
#pragma warning disable CA1031 // an exception that left this method would end the process
        catch (Exception error)
#pragma warning restore CA1031
        {
            NativeLua.PushBoolean(state, 0);
            host.CallFailed(function, error);
            return 1;
        }
    }

    private LuaType PushGlobal(string name)
    {
        NativeLua.RawGetIndex(_state, NativeLua.RegistryIndex, NativeLua.GlobalsKey);
        Stack.Push(name);
        var type = NativeLua.RawGet(_state, -2);
        NativeLua.Rotate(_state, -2, -1);
        NativeLua.SetTop(_state, -2);
        return type;
    }

    /// <summary>Takes a global function out of sight and gives errors to it, which it may add the stack to.</summary>
    public void SetErrorHandler(string name)
    {
        if (PushGlobal(name) == LuaType.Function)
            _handler = NativeLua.Reference(_state, NativeLua.RegistryIndex);
        else
            NativeLua.SetTop(_state, -2);

        NativeLua.PushNil(_state);
        SetGlobal(name);
    }

    private string? ProtectedChunk()
    {
        if (_handler == 0)
            return Protected(0, 0);

        var handler = NativeLua.GetTop(_state);
        NativeLua.RawGetIndex(_state, NativeLua.RegistryIndex, _handler);
        NativeLua.Rotate(_state, handler, 1);
        var error = Protected(0, handler);
        NativeLua.SetTop(_state, handler - 1);
        return error;
    }

    private string? Protected(int arguments, int handler)
    {
        _guard.Enter();
        var status = NativeLua.ProtectedCall(_state, arguments, 0, handler, 0, 0);
        var stopped = _guard.Leave();
        var error = status == LuaStatus.Ok ? null : TakeError();
        return stopped ?? error;
    }

    private string TakeError()
    {
        var top = Stack.Count;
        var text = Stack.TypeOf(top) switch
        {
            LuaType.Text when Latin1.Equals(Stack.Text(top), KemiText.ExitMark) => KemiText.ExitMark,
            LuaType.Text => LuaErrorText.OnOneLine(Latin1.ToText(Stack.Text(top))),
            LuaType.Number => KemiText.OfNumber(Stack.Number(top)),
            var type => $"(error object is a {type.ToString().ToLowerInvariant()} value)",
        };
        NativeLua.SetTop(_state, -2);
        return WithWholePath(text);
    }

    private string WithWholePath(string error)
    {
        if (!error.StartsWith("...", StringComparison.Ordinal))
            return error;

        foreach (var path in _longPaths)
        {
            if (string.CompareOrdinal(error, 3, path, path.Length - ShownPath, ShownPath) == 0)
                return path + error[(3 + ShownPath)..];
        }

        return error;
    }
}
