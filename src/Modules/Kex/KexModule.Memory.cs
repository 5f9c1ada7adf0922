using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Kex;

/// <content>Commands about memory. All workers and modules share one heap, so all rows show that.</content>
internal sealed partial class KexModule
{
    private const string MainProcess = "main process - attendant";

    [Rpc("pkg.info", Summary = "Shows the memory manager and its size.")]
    public static void MemoryInfo(RpcCall call) => call.AddStruct().With("name", "dotnet").With("size", MemoryFigures.Read().Total);

    [Rpc("pkg.stats", Summary = "Shows the memory of all workers, or of those that pid, index or rank and a number choose; they share it.")]
    public void WorkerMemory(RpcCall call)
    {
        var key = call.Text(0);
        if (key is not (null or "pid" or "index" or "rank") || (key is not null && call.Integer(1) is null))
        {
            call.Fault(500, "Invalid Parameters");
            return;
        }

        var memory = MemoryFigures.Read();
        var wanted = call.Integer(1) ?? 0;
        if (key is null or "pid" || wanted == 0)
            AddWorker(call, 0, 0, MainProcess, memory);

        foreach (var worker in workers.Workers)
        {
            if (key is null or "pid" || wanted == worker.Index + 1)
                AddWorker(call, worker.Index + 1, worker.Index + 1, worker.Description, memory);
        }

        if (key == "pid" && wanted != Environment.ProcessId)
            call.Fault(404, "No such pid");
    }

    [Rpc("mod.stats", Summary = "Shows the memory of a module: name or all, then shm, pkg or all. Memory is not counted for each module.")]
    [Rpc("mod.mem_stats", Summary = "As mod.stats.")]
    [Rpc("mod.mem_statsx", Summary = "As mod.stats.")]
    public void ModuleMemory(RpcCall call)
    {
        if (call.Text(0) is not { } name || call.Text(1) is not ("shm" or "pkg" or "all"))
        {
            call.Fault(500, "Usage: mod.stats NAME|all shm|pkg|all");
            return;
        }

        foreach (var module in reload.Current.Modules)
        {
            if (name != "all" && module.Descriptor.Name != name)
                continue;

            call.Add($"Module: {module.Descriptor.Name}");
            call.AddStruct().With("Total", 0);
            call.Add(string.Empty);
        }
    }

    private static void AddWorker(RpcCall call, int entry, int rank, string description, in MemoryFigures memory) => call.AddStruct()
        .With("entry", entry).With("pid", Environment.ProcessId).With("rank", rank).With("used", memory.Used).With("free", memory.Free)
        .With("real_used", memory.RealUsed).With("total_size", memory.Total).With("total_frags", memory.Fragments).With("desc", description);
}
