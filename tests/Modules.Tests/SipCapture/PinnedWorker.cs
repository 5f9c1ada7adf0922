using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Tests.SipTrace;

namespace Signalbox.Modules.Tests.SipCapture;

/// <summary>Puts a worker on a generation, as the engine does for each message.</summary>
internal sealed class PinnedWorker : IDisposable
{
    private readonly WorkerState _worker;
    private readonly Snapshot? _outer;

    public PinnedWorker(ModuleBench bench)
    {
        var live = new LiveSnapshot();
        live.Publish(bench.Snapshot);
        _worker = bench.Worker;
        live.Enter(_worker, out _outer);
    }

    public void Dispose() => LiveSnapshot.Leave(_worker, _outer);
}
