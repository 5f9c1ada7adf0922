using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Corex;

/// <content>Commands: sockets, names, the log level and memory.</content>
internal sealed partial class CorexModule
{
    private readonly ILogger _log = logs.CreateLogger("corex");

    [Rpc("corex.list_sockets", Summary = "Lists the listen sockets.")]
    public void ListSockets(RpcCall call)
    {
        foreach (var socket in transports.Sockets)
        {
            var host = socket.Local.HostText();
            call.AddStruct()
                .With("PROTO", socket.Protocol.Name())
                .With("NAME", host)
                .With("ADDRLIST", RpcValue.List().With("ADDR", host))
                .With("PORT", RpcValue.Of(socket.Local.Port).ToText())
                .With("MCAST", "no")
                .With("MHOMED", "no")
                .With("VIRTUAL", "no")
                .With("SOCKNAME", socket.Name.Length > 0 ? socket.Name : "-")
                .With("ADVERTISE", socket.IsAdvertised ? Latin1.ToText(socket.ViaHost) : "-");
        }
    }

    [Rpc("corex.list_aliases", Summary = "Lists the names that are this server.")]
    public void ListAliases(RpcCall call)
    {
        foreach (var alias in reload.Current.Settings.Aliases)
        {
            call.AddStruct()
                .With("PROTO", alias.Protocol == TransportProtocol.None ? "*" : alias.Protocol.Name())
                .With("ADDR", alias.Host)
                .With("PORT", alias.Port);
        }
    }

    [Rpc("corex.debug", Mi = "debug", Summary = "Shows the log level, or sets it.")]
    public void Debug(RpcCall call)
    {
        var level = reload.Current.Settings.Variables.Find("core")!.Find("debug")!;
        var old = level.Value.Number;
        if (call.Integer(0) is not { } wanted)
            call.AddStruct().With("debug", old);
        else if (level.Set(ScriptValue.Of(wanted)) is { } problem)
            call.Fault(400, problem);
        else
            call.AddStruct().With("old", old).With("new", wanted);
    }

    [Rpc("corex.shm_status", Summary = "Writes the memory of the process to the log.")]
    [Rpc("corex.shm_summary", Summary = "Writes the memory of the process to the log.")]
    [Rpc("shm.report", Summary = "Writes the memory of the process to the log.")]
    public void LogMemory(RpcCall call)
    {
        var memory = MemoryFigures.Read();
        _log.LogWarning("memory: {Used} bytes in use, {Real} held, {Max} at most, {Total} allowed", memory.Used, memory.RealUsed, memory.MaxUsed, memory.Total);
    }

    [Rpc("corex.pkg_summary", Summary = "Writes the memory of the process to the log: idx or pid and a number; all workers share it.")]
    public void LogWorkerMemory(RpcCall call)
    {
        if (call.Integer(1) is null)
            call.Fault(400, "Selector and value not provided");
        else if (call.Text(0) is not ("idx" or "pid"))
            call.Fault(500, "Unsupported selector");
        else
            LogMemory(call);
    }

    [Rpc("shm.info", Summary = "Shows the memory manager and its size.")]
    public static void MemoryInfo(RpcCall call) => call.AddStruct().With("name", "dotnet").With("size", MemoryFigures.Read().Total);

    [Rpc("shm.stats", Summary = "Shows the memory of the process.")]
    public static void MemoryStatistics(RpcCall call) => MemoryFigures.Read().Show(call.AddStruct());
}
