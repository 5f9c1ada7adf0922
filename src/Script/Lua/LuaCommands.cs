using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Signalbox.Engine.Values;
using Signalbox.Script.Lua.Patterns;

namespace Signalbox.Script.Lua;

/// <summary>
/// io.popen, and how a command ended: the Lua library was built for no system in particular, where there are no pipes and the status of a command is
/// what the C library says.
/// </summary>
internal static unsafe class LuaCommands
{
    /// <summary>Lua text that puts the functions into their places.</summary>
    public const string Prelude = $$"""
        do
          local execute, popen = os.execute, {{Table}}.popen
          {{Table}} = nil
          os.execute = function(command)
            if command == nil then return execute() end
            local _, how, status = execute(command)
            if how ~= "exit" and how ~= "signal" then return nil, how, status end
            if status & 127 ~= 0 then return nil, "signal", status & 127 end
            return status == 0 or nil, "exit", status >> 8
          end
          io.popen = popen
        end
        """;

    private const string Table = "ksr_commands";
    private const int SignalBits = 0x7f;
    private const int ExitShift = 8;

    /// <summary>Hands the functions to <see cref="Prelude"/>.</summary>
    public static void Install(LuaState state)
    {
        state.PushTable(1);
        state.SetFunction("popen", &OnOpen);
        state.SetGlobal(Table);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnOpen(nint state)
    {
        var failures = LuaState.PatternsOf(state).Failures;
        try
        {
            return Open(state, failures);
        }
#pragma warning disable CA1031 // an exception that left this method would end the process
        catch (Exception error)
#pragma warning restore CA1031
        {
            return failures.Raise(state, error.Message);
        }
    }

    private static int Open(nint state, LuaFailures failures)
    {
        var arguments = new LuaArguments(state);
        var command = Latin1.ToText(arguments.Text(1));
        var mode = NativeLua.TypeOf(state, 2) is LuaType.None or LuaType.Nil ? "r" : Latin1.ToText(arguments.Text(2));
        if (arguments.Problem is not null)
            return failures.Raise(state, arguments);

        if (mode is not ("r" or "w"))
            return failures.Raise(state, "invalid mode", argument: 2);

        // The handle first: when there is no memory for it, there is nothing to close.
        var stream = (LuaStream*)NativeLua.NewUserData(state, (nuint)sizeof(LuaStream), 0);
        *stream = default;
        fixed (byte* type = "FILE*\0"u8)
            NativeLua.SetMetatableOf(state, type);

        fixed (byte* text = Encoding.Latin1.GetBytes($"{command}\0"))
        fixed (byte* direction = Encoding.Latin1.GetBytes($"{mode}e\0"))
            stream->File = NativePipe.Open(text, direction);

        if (stream->File == 0)
            return PushError(state, command);

        stream->Close = &OnClose;
        return 1;
    }

    private static int PushError(nint state, string subject)
    {
        var code = Marshal.GetLastPInvokeError();
        NativeLua.PushNil(state);
        new LuaStack(state).Push($"{subject}: {Marshal.GetPInvokeErrorMessage(code)}");
        NativeLua.PushInteger(state, code);
        return 3;
    }

    /// <summary>Waits for the command; the io library has marked the handle as closed.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnClose(nint state)
    {
        var stream = (LuaStream*)NativeLua.ToUserData(state, 1);
        var status = NativePipe.Close(stream->File);
        if (status < 0)
            return PushError(state, "pclose");

        var signal = status & SignalBits;
        if (status == 0)
            NativeLua.PushBoolean(state, 1);
        else
            NativeLua.PushNil(state);

        new LuaStack(state).Push(signal != 0 ? "signal" : "exit");
        NativeLua.PushInteger(state, signal != 0 ? signal : status >> ExitShift);
        return 3;
    }
}
