using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Cfgutils;

/// <summary>Memory reports, and the end.</summary>
internal sealed partial class CfgutilsModule
{
    [Function("pkg_status", Routes = RouteKinds.Any, Summary = "Logs how much memory the process uses.")]
    [Function("pkg_summary", Routes = RouteKinds.Any, Summary = "As pkg_status: the process has one heap.")]
    [Function("shm_status", Routes = RouteKinds.Any, Summary = "As pkg_status: the process has one heap.")]
    [Function("shm_summary", Routes = RouteKinds.Any, Summary = "As pkg_status: the process has one heap.")]
    public ReturnCode LogMemory(RoutingContext context)
    {
        if (!log.IsEnabled(LogLevels.Notice))
            return ReturnCode.True;

        var info = GC.GetGCMemoryInfo();
        log.Write(LogLevels.Notice, Latin1.ToBytes(
            $"memory: working set {Environment.WorkingSet} bytes, heap {info.HeapSizeBytes} of {info.TotalAvailableMemoryBytes}, in use {GC.GetTotalMemory(forceFullCollection: false)}"));
        return ReturnCode.True;
    }

    [Function("abort", Routes = RouteKinds.Any, Summary = "Ends the server at once, with a core dump where the system makes them.")]
    public ReturnCode Abort(RoutingContext context)
    {
        log.Write(LogLevels.Crit, "cfgutils: abort() was called by the script"u8);
        Environment.FailFast("cfgutils: abort() was called by the script");
        return ReturnCode.Stop;
    }
}
