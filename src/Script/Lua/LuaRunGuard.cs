using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Signalbox.Script.Kemi;
using Signalbox.Script.Lua.Patterns;

namespace Signalbox.Script.Lua;

/// <summary>
/// Ends a callback that uses too much time or memory. The watch thread only sets a hook, which Lua allows at any time; the
/// hook then raises an error at every instruction until the outermost call has returned, so that no pcall can hold it.
/// </summary>
internal sealed unsafe class LuaRunGuard(nint state, KemiLimits limits) : IKemiRun
{
    private const long Idle = 0;
    private const long Stopping = -1;
    private const long Stopped = -2;
    private long _run;
    private long _lastRun;
    private long _seen;
    private long _seenAt;
    private int _depth;
    private string _reason = string.Empty;
    private string _position = string.Empty;

    /// <summary>A call into Lua begins; calls may nest.</summary>
    public void Enter()
    {
        if (_depth++ == 0)
            Volatile.Write(ref _run, ++_lastRun);
    }

    /// <summary>A call into Lua has returned.</summary>
    /// <returns>The error when the run was stopped, else null.</returns>
    public string? Leave()
    {
        var run = Volatile.Read(ref _run);
        if (--_depth > 0)
            return run > Idle ? null : Reason();

        if (run > Idle && Interlocked.CompareExchange(ref _run, Idle, run) == run)
            return null;

        // The watch has taken the run: wait for its few instructions to be over before the hook goes away.
        SpinWait.SpinUntil(() => Volatile.Read(ref _run) == Stopped);
        NativeLua.SetHook(state, 0, 0, 0);
        Volatile.Write(ref _run, Idle);
        var reason = Reason();
        _position = string.Empty;
        return reason;
    }

    /// <summary>True when the run that goes on now has been stopped; the hook is then in place.</summary>
    public bool HasStopped()
    {
        if (Volatile.Read(ref _run) >= Idle)
            return false;

        SpinWait.SpinUntil(() => Volatile.Read(ref _run) == Stopped);
        return true;
    }

    /// <inheritdoc />
    public void Check(long now)
    {
        var run = Volatile.Read(ref _run);
        if (run <= Idle)
            return;

        // Looking at the clock here and not in each callback costs at most one interval of precision.
        if (run != _seen)
            (_seen, _seenAt) = (run, now);

        var tooLong = now - _seenAt > (long)limits.CallbackTime.TotalMilliseconds;
        var memory = (long)NativeLua.Collect(state, NativeLua.GcCount) << 10;
        if (!tooLong && memory <= limits.MemoryBytes)
            return;

        if (Interlocked.CompareExchange(ref _run, Stopping, run) != run)
            return;

        _reason = tooLong
            ? $"stopped: the callback ran longer than {limits.CallbackTime.TotalMilliseconds:0} ms"
            : $"stopped: the script holds more than {limits.MemoryBytes >> 20} MiB";
        SetHook(state);
        Volatile.Write(ref _run, Stopped);
    }

    /// <summary>False for a coroutine of the state.</summary>
    public bool IsMain(nint thread) => thread == state;

    /// <summary>Ends what runs in a state or in a coroutine of it, at its next instruction.</summary>
    public void SetHook(nint thread) =>
        NativeLua.SetHook(thread, (nint)(delegate* unmanaged[Cdecl]<nint, LuaDebug*, void>)&OnHook, NativeLua.CountMask, 1);

    private string Reason() => _position + _reason;

    /// <summary>First instruction after the stop: keeps the place, then lets Lua's own error function be the hook.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnHook(nint state, LuaDebug* record)
    {
        var what = stackalloc byte[] { (byte)'S', (byte)'l', 0 };
        LuaDebug caller;
        for (var level = 1; NativeLua.GetInfo(state, what, record) != 0 && IsPrelude(record) && NativeLua.GetStack(state, level, &caller) != 0; level++)
            record = &caller;

        LuaState.FindGuard(state)?.Keep(record);

        NativeLua.SetHook(state, NativeLua.RaiseError, NativeLua.CountMask, 1);
    }

    // A line of a function that stands for one of the library says nothing to who wrote the script.
    private static bool IsPrelude(LuaDebug* record) =>
        MemoryMarshal.CreateReadOnlySpanFromNullTerminated(record->ShortSource).SequenceEqual(PatternPrelude.ChunkNameBytes);

    // The first place is the one that ran; the others are those that called it.
    private void Keep(LuaDebug* record)
    {
        if (_position.Length > 0)
            return;

        var source = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(record->ShortSource);
        _position = $"{Engine.Values.Latin1.ToText(source)}:{record->CurrentLine}: ";
    }
}
