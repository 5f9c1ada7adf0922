using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.Debugger;

/// <content>Commands about the trace, and those of breakpoints, which are not here.</content>
internal sealed partial class DebuggerModule
{
    private const string Done = "200 ok";
    private const string NoSuchProcess = "No such pid";

    /// <summary>Whether numbers of messages may start again.</summary>
    [Parameter("reset_msgid", Default = "0", Summary = "1: dbg.reset_msgid may let the numbers of messages ($mi) start again.")]
    public bool ResetMsgid { get; set; }

    [Rpc("dbg.bp", Summary = "Breakpoint command")]
    public static void Breakpoint(RpcCall call)
    {
        switch (call.Text(0))
        {
            case null:
                call.Fault(Refused, "Config breakpoint command missing");
                break;
            case "off" or "release":
                call.Add(Done);
                break;
            case "on" or "keep" or "eval" or "move" or "next":
                call.Fault(Refused, "there are no breakpoints: a worker serves all calls and never waits");
                break;
            default:
                call.Fault(Refused, "Unknown inner command");
                break;
        }
    }

    [Rpc("dbg.ls", Summary = "List of active config debug processes: all, or that of a pid")]
    public void List(RpcCall call)
    {
        if (IsThisProcess(call, 0))
            call.AddStruct().With("entry", 0).With("pid", Environment.ProcessId).With("set", IsTracing ? 1 : 0).With("state", 0).With("in.pid", 0).With("in.cmd", 0);
        else
            call.Fault(Refused, NoSuchProcess);
    }

    [Rpc("dbg.trace", Summary = "Config trace command: on or off, for this process")]
    public void Trace(RpcCall call)
    {
        if (call.Text(0) is not { } command)
            call.Fault(Refused, "Config trace command missing");
        else if (command is not ("on" or "off"))
            call.Fault(Refused, "Unknown trace command");
        else if (!IsThisProcess(call, 1))
            call.Fault(Refused, NoSuchProcess);
        else
            SetTrace(call, command == "on");
    }

    [Rpc("dbg.reset_msgid", Summary = "Reset msgid on all process")]
    public void ResetNumbers(RpcCall call)
    {
        if (!ResetMsgid)
        {
            call.Fault(Refused, "reset_msgid is 0. Set it to 1 to enable.");
            return;
        }

        foreach (var worker in workers.Workers)
            worker.RestartNumbers();

        call.Add(Done);
    }

    private static bool IsThisProcess(RpcCall call, int parameter) => call.Parameters.Count <= parameter || call.Integer(parameter) == Environment.ProcessId;

    private void SetTrace(RpcCall call, bool isOn)
    {
        _state.IsTracing = isOn;
        call.Add(Done);
    }
}
