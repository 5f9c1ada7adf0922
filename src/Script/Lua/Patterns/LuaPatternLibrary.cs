using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>Where Lua comes in for the functions over patterns; no exception may leave.</summary>
internal static unsafe class LuaPatternLibrary
{
    /// <summary>Hands the functions to <see cref="PatternPrelude"/>.</summary>
    public static void Install(LuaState state, LuaPatterns patterns)
    {
        state.PushTable(6);
        state.SetFunction("find", &OnFind);
        state.SetFunction("match", &OnMatch);
        state.SetFunction("gmatch", &OnAllMatches);
        state.SetFunction("gsub", &OnReplace);
        patterns.Failures.Metatable = SetTable(state, PatternPrelude.Failures);
        patterns.Replacer.Helpers = SetTable(state, PatternPrelude.Helpers);
        state.SetGlobal(PatternPrelude.Table);
    }

    /// <summary>Makes the iterator that gmatch gives, of the four values on top.</summary>
    public static void PushIterator(nint state) => NativeLua.PushClosure(state, &OnNext, 4);

    private static int SetTable(LuaState state, string name)
    {
        state.PushTable(2);
        var reference = state.KeepTop();
        state.SetField(name);
        return reference;
    }

    // Compiled once and fully, as LuaState.OnCall.
    private const MethodImplOptions Fully = MethodImplOptions.AggressiveOptimization;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)]), MethodImpl(Fully)]
    private static int OnFind(nint state) => Call(state, PatternCall.Find);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)]), MethodImpl(Fully)]
    private static int OnMatch(nint state) => Call(state, PatternCall.Match);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)]), MethodImpl(Fully)]
    private static int OnAllMatches(nint state) => Call(state, PatternCall.AllMatches);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)]), MethodImpl(Fully)]
    private static int OnNext(nint state) => Call(state, PatternCall.Next);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)]), MethodImpl(Fully)]
    private static int OnReplace(nint state) => Call(state, PatternCall.Replace);

    private static int Call(nint state, PatternCall call)
    {
        var patterns = LuaState.PatternsOf(state);
        try
        {
            return patterns.Call(state, call);
        }
#pragma warning disable CA1031 // an exception that left this method would end the process
        catch (Exception error)
#pragma warning restore CA1031
        {
            return patterns.Failures.Raise(state, error.Message);
        }
    }
}
