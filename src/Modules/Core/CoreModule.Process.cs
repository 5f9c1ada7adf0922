using System.Globalization;
using System.Runtime.InteropServices;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Commands about the process and how it was built.</content>
internal sealed partial class CoreModule
{
    // The peer's names of what it was built with, of those that hold here: tools look for them in core.flags and core.info.
    private const string Flags = "USE_TCP, USE_TLS, USE_WEBSOCKET, USE_MCAST, DNS_IP_HACK, ONE_PROCESS";
    private const int Terminate = 15;
    private static readonly int[] StopSignals = [1, 2, 3, 6, 9, Terminate];

    [Rpc("core.flags", Summary = "Returns the compile flags.")]
    public static void BuildFlags(RpcCall call) => call.Add(Flags);

    [Rpc("core.runinfo", Summary = "Returns name, version, compiler, start, time and uptime.")]
    public void RunInfo(RpcCall call)
    {
        var now = clock.GetUtcNow();
        var up = now - ServerInfo.Started;
        call.AddStruct()
            .With("name", ServerInfo.Name)
            .With("version", ServerInfo.Version)
            .With("sourceid", string.Empty)
            .With("compiler", RuntimeInformation.FrameworkDescription)
            .With("compiled", string.Empty)
            .With("time_now", CalendarText.Of(now))
            .With("time_started", CalendarText.Of(ServerInfo.Started))
            .With("uptime_secs", (long)up.TotalSeconds)
            .With("utime_days", string.Create(CultureInfo.InvariantCulture, $"{up.Days}d {up.Hours}h {up.Minutes}m {up.Seconds}s"));
    }

    [Rpc("core.psa", Summary = "Returns index, process id, status, rank and description of all workers.")]
    public void ProcessDetails(RpcCall call)
    {
        AddDetails(call, 0, 0, MainProcess);
        foreach (var worker in workers.Workers)
            AddDetails(call, worker.Index + 1, worker.Index + 1, worker.Description);
    }

    [Rpc("core.shmmem", Summary = "Returns the memory of the process: b, k, m or g chooses the unit.")]
    public static void Memory(RpcCall call)
    {
        if (UnitOf(call.Text(0) ?? "b") is { } unit)
            MemoryFigures.Read().Show(call.AddStruct(), unit);
        else
            call.Fault(500, "bad param, (use b|k|m|g)");
    }

    [Rpc("core.ppdefines", Summary = "Returns the names that the preprocessor knows.", IsList = true)]
    public void Defines(RpcCall call)
    {
        foreach (var (name, _) in reload.Current.Settings.Defines)
            call.Add(name);
    }

    [Rpc("core.ppdefines_full", Summary = "Returns the names that the preprocessor knows, with their values.")]
    public void DefinesInFull(RpcCall call)
    {
        foreach (var (name, value) in reload.Current.Settings.Defines)
            call.AddStruct().With("name", name).With("type", 0).With("value", value.Length == 0 ? "none" : value);
    }

    [Rpc("core.kill", Summary = "Stops the server with the signal of that number, SIGTERM without one.")]
    public static void Kill(RpcCall call)
    {
        var signal = call.Parameters.Count == 0 ? Terminate : call.Integer(0) ?? 0;
        if (!Array.Exists(StopSignals, known => known == signal))
            call.Fault(400, $"found the signal {call.Text(0)}, expected one of {string.Join(", ", StopSignals)}");
        else if (OperatingSystem.IsLinux())
            _ = SendSignal(Environment.ProcessId, (int)signal);
    }

    private static void AddDetails(RpcCall call, int index, int rank, string description) => call.AddStruct()
        .With("index", index).With("pid", Environment.ProcessId).With("status", 1).With("rank", rank).With("description", description);

    private static long? UnitOf(string letter) => letter switch
    {
        "b" or "B" => 1,
        "k" or "K" => 1L << 10,
        "m" or "M" => 1L << 20,
        "g" or "G" => 1L << 30,
        _ => null,
    };

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
