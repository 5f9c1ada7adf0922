using System.Runtime.InteropServices;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Commands about the server itself.</content>
internal sealed partial class CoreModule
{
    private const string MainProcess = "main process - attendant";

    private static string Platform => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64/linux" : "x86_64/linux";

    [Rpc("core.version", Summary = "Returns the version string of the server.")]
    public static void Version(RpcCall call) => call.Add($"{ServerInfo.Name} {ServerInfo.Version} ({Platform}) ");

    [Rpc("core.info", Summary = "Verbose info: version number, compile flags.")]
    public static void Info(RpcCall call) => call.AddStruct()
        .With("version", $"{ServerInfo.Name} {ServerInfo.Version}")
        .With("id", string.Empty)
        .With("compiler", RuntimeInformation.FrameworkDescription)
        .With("compiled", string.Empty)
        .With("flags", Flags);

    [Rpc("core.uptime", Summary = "Returns uptime of SIP server.")]
    public void Uptime(RpcCall call)
    {
        var now = clock.GetUtcNow();
        call.AddStruct()
            .With("now", CalendarText.Of(now))
            .With("up_since", CalendarText.Of(ServerInfo.Started))
            .With("uptime", (long)(now - ServerInfo.Started).TotalSeconds);
    }

    [Rpc("core.ps", Summary = "Returns process id and description of all workers; they are threads of one process.", IsList = true)]
    public void Processes(RpcCall call)
    {
        call.Add(RpcValue.Of(Environment.ProcessId));
        call.Add(MainProcess);
        foreach (var worker in workers.Workers)
        {
            call.Add(RpcValue.Of(Environment.ProcessId));
            call.Add(worker.Description);
        }
    }

    [Rpc("core.psx", Summary = "Returns index, process id and description of all workers.")]
    public void ProcessRows(RpcCall call)
    {
        AddProcess(call, 0, MainProcess);
        foreach (var worker in workers.Workers)
            AddProcess(call, worker.Index + 1, worker.Description);
    }

    [Rpc("core.pwd", Mi = "pwd", Summary = "Returns the working directory of the server.")]
    public static void WorkingDirectory(RpcCall call) => call.Add(Environment.CurrentDirectory);

    [Rpc("core.arg", Mi = "arg", Summary = "Returns the command line arguments.", IsList = true)]
    public static void Arguments(RpcCall call)
    {
        foreach (var argument in Environment.GetCommandLineArgs())
            call.Add(argument);
    }

    [Rpc("core.echo", Summary = "Returns its arguments.", IsList = true)]
    public static void Echo(RpcCall call)
    {
        foreach (var parameter in call.Parameters)
        {
            // As in the peer, numbers come back as text and the first thing that is neither ends the list.
            if (parameter.Kind is not (RpcKind.Text or RpcKind.Integer))
                return;

            call.Add(parameter.ToText());
        }
    }

    [Rpc("core.prints", Summary = "Returns its text argument.", IsList = true)]
    public static void PrintText(RpcCall call) => PrintOne(call, RpcKind.Text, "string");

    [Rpc("core.printi", Summary = "Returns its number argument.", IsList = true)]
    public static void PrintNumber(RpcCall call) => PrintOne(call, RpcKind.Integer, "integer");

    [Rpc("core.modules", Summary = "Returns the loaded modules, last loaded first.", IsList = true)]
    public void LoadedModules(RpcCall call)
    {
        var modules = reload.Current.Modules;
        for (var i = modules.Count - 1; i >= 0; i--)
        {
            if (!modules[i].Descriptor.Implicit)
                call.Add(modules[i].Descriptor.Name);
        }
    }

    [Rpc("core.sockets_list", Summary = "Returns the listen sockets.")]
    public void Sockets(RpcCall call)
    {
        var list = RpcValue.List();
        call.Add(list);
        foreach (var socket in transports.Sockets)
        {
            var row = RpcValue.Struct()
                .With("proto", socket.Protocol.Name())
                .With("address", socket.Local.HostText())
                .With("ipaddress", socket.Local.HostText())
                .With("port", IntegerOf(socket.Local.Port))
                .With("mcast", "no")
                .With("mhomed", "no")
                .With("virtual", "no");
            if (socket.IsAdvertised)
                row.With("advertise", $"{socket.Protocol.Name()}:{Latin1.ToText(socket.ViaHost)}:{socket.ViaPort}");

            if (socket.Name.Length > 0)
                row.With("socket", socket.Name);

            list.With("socket", row);
        }
    }

    [Rpc("core.aliases_list", Summary = "Returns the names that are this server.")]
    public void Aliases(RpcCall call)
    {
        var aliases = RpcValue.List();
        foreach (var alias in reload.Current.Settings.Aliases)
        {
            aliases.With("alias", RpcValue.Struct()
                .With("proto", alias.Protocol == TransportProtocol.None ? "*" : alias.Protocol.Name())
                .With("address", alias.Host)
                .With("port", alias.Port == 0 ? "*" : IntegerOf(alias.Port)));
        }

        call.AddStruct().With("myself_callbacks", "no").With("aliases", aliases);
    }

    [Rpc("system.listMethods", Summary = "Lists all RPC methods.", IsList = true)]
    public void ListMethods(RpcCall call)
    {
        foreach (var rpc in dispatcher.All())
            call.Add(rpc.Name);
    }

    [Rpc("system.methodSignature", Summary = "Not offered.")]
    public static void MethodSignature(RpcCall call) => call.Fault(500, "Not Implemented Yet");

    [Rpc("system.methodHelp", Summary = "Prints the help string of a method.")]
    public void MethodHelp(RpcCall call)
    {
        if (call.Text(0) is not { Length: > 0 } name)
            call.Fault(400, "Method Name Expected");
        else if (dispatcher.Find(name) is { } rpc)
            call.Add(rpc.Summary);
        else
            call.Fault(400, "command not found");
    }

    private static void PrintOne(RpcCall call, RpcKind kind, string name)
    {
        if (call.Parameters.Count == 0)
            call.Fault(400, "Too few parameters");
        else if (call.Parameters[0].Kind == kind)
            call.Add(call.Parameters[0]);
        else if (!call.ConvertsTypes)
            call.Fault(400, $"error at parameter 0: expected {name} type but record doesn't match type");
        else if (kind == RpcKind.Text)
            call.Add(call.Text(0)!);
        else
            call.Add(RpcValue.Of(call.Integer(0) ?? 0));
    }

    private static void AddProcess(RpcCall call, int index, string description) =>
        call.AddStruct().With("IDX", index).With("PID", Environment.ProcessId).With("DSC", description);

    private static string IntegerOf(long number) => RpcValue.Of(number).ToText();
}
