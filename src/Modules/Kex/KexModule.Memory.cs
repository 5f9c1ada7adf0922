using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Kex;

/// <content>Commands about memory. All workers and modules share one heap, so all rows show that.</content>
internal sealed partial class KexModule
{
    private const string NotCounted = "not counted";
    private const string MainProcess = "main process - attendant";

    [Rpc("pkg.info", Summary = "Shows the memory manager and its size.")]
    public static void MemoryInfo(RpcCall call) => call.AddStruct().With("name", "dotnet").With("size", MemoryFigures.Read().Total);

    [Rpc("pkg.stats", Summary = "Private memory (pkg) statistics per process: all, or those of a pid, index or rank. They share one heap.")]
    public void WorkerMemory(RpcCall call)
    {
        var key = call.Parameters.Count < 2 ? null : call.Text(0);
        if (key is not (null or "pid" or "index" or "rank"))
            call.Fault(500, "Invalid filter type");
        else if (key == "pid" && call.Integer(1) != Environment.ProcessId)
            call.Fault(500, "No such pid");
        else
            AddWorkers(call, key is null or "pid" ? null : call.Integer(1) ?? -1);
    }

    [Rpc("mod.stats", Summary = "Per module memory usage statistics: name or all, then shm, pkg or all. Memory is not counted for each module.")]
    [Rpc("mod.mem_stats", Summary = "As mod.stats.")]
    [Rpc("mod.mem_statsx", Summary = "As mod.stats.")]
    public void ModuleMemory(RpcCall call)
    {
        if (call.Text(0) is not { } name)
        {
            call.Fault(500, "Module name or \"all\" needed");
            return;
        }

        if (call.Text(1) is not { } kind)
        {
            call.Fault(500, "\"pkg\" or \"shm\" or \"all\" needed");
            return;
        }

        if (name != "all")
            AddModule(call, name, kind);

        foreach (var module in name == "all" ? reload.Current.Modules : [])
            AddModule(call, module.Descriptor.Name, kind);
    }

    private static void AddModule(RpcCall call, string name, string kind)
    {
        call.Add($"Module: {name}");
        if (kind is "pkg" or "all")
            call.AddStruct().With("Total", NotCounted);

        if (kind is "shm" or "all")
            call.AddStruct().With("Total", NotCounted);

        call.Add(string.Empty);
    }

    private void AddWorkers(RpcCall call, long? wanted)
    {
        var memory = MemoryFigures.Read();
        if (wanted is null or 0)
            AddWorker(call, 0, 0, MainProcess, memory);

        foreach (var worker in workers.Workers)
        {
            if (wanted is null || wanted == worker.Index + 1)
                AddWorker(call, worker.Index + 1, worker.Index + 1, worker.Description, memory);
        }
    }

    private static void AddWorker(RpcCall call, int entry, int rank, string description, MemoryFigures memory) => call.AddStruct()
        .With("entry", entry).With("pid", Environment.ProcessId).With("rank", rank).With("used", memory.Used).With("free", memory.Free)
        .With("real_used", memory.RealUsed).With("total_size", memory.Total).With("total_frags", memory.Fragments).With("desc", description);
}
