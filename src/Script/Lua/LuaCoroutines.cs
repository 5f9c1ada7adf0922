using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Signalbox.Script.Lua;

/// <summary>
/// Lets the guard end what runs in a coroutine. Each coroutine has a hook of its own, which it takes from the one that makes it and which cannot be
/// reached from outside; so it is given one that looks every thousand instructions whether the callback has been stopped.
/// </summary>
internal static unsafe class LuaCoroutines
{
    /// <summary>Lua text that makes the hook part of each new coroutine.</summary>
    public const string Prelude = $$"""
        do
          local arm, disarm, raise, kind = {{Table}}.arm, {{Table}}.disarm, error, type
          {{Table}} = nil
          local function make(name)
            local native = coroutine[name]
            coroutine[name] = function(f)
              if kind(f) ~= "function" then raise("bad argument #1 to '" .. name .. "' (function expected, got " .. kind(f) .. ")", 2) end
              arm()
              local made = native(f)
              disarm()
              return made
            end
          end
          make("create")
          make("wrap")
        end
        """;

    private const string Table = "ksr_coroutines";
    private const int Instructions = 1000;

    /// <summary>Hands the functions to <see cref="Prelude"/>.</summary>
    public static void Install(LuaState state)
    {
        state.PushTable(2);
        state.SetFunction("arm", &OnArm);
        state.SetFunction("disarm", &OnDisarm);
        state.SetGlobal(Table);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnArm(nint state)
    {
        if (LuaState.FindGuard(state) is { } guard && guard.IsMain(state))
            NativeLua.SetHook(state, (nint)(delegate* unmanaged[Cdecl]<nint, LuaDebug*, void>)&OnCount, NativeLua.CountMask, Instructions);

        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnDisarm(nint state)
    {
        if (LuaState.FindGuard(state) is not { } guard || !guard.IsMain(state))
            return 0;

        // The watch may have set its own hook meanwhile.
        NativeLua.SetHook(state, 0, 0, 0);
        if (guard.HasStopped())
            guard.SetHook(state);

        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCount(nint state, LuaDebug* record)
    {
        if (LuaState.FindGuard(state) is { } guard && guard.HasStopped())
            guard.SetHook(state);
    }
}
