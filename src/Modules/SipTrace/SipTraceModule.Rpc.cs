using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>RPC commands.</summary>
internal sealed partial class SipTraceModule
{
    private const string StatusSummary = "Get status or turn on/off siptrace. Parameters: on, off or check.";

    /// <summary>Shows or changes the master switch.</summary>
    [Rpc("siptrace.status", Summary = StatusSummary)]
    public void RpcStatus(RpcCall call) => StatusCommand.Execute(call, _on);

    /// <summary>The command of OpenSER's FIFO.</summary>
    [Rpc("sip_trace", Summary = "Turns siptrace on or off, as OpenSER's FIFO command: on or off.")]
    public void RpcOldStatus(RpcCall call) => StatusCommand.ExecuteOld(call, _on);

    /// <summary>Begins to trace what a filter says.</summary>
    [Rpc("siptrace.start", Summary = "Traces calls that a filter matches, whatever trace_on says: from=USER[@HOST] to=… user=… ip=ADDRESS[/BITS] callid=ID, with for=TIME (10m), max=MESSAGES (1000), uri=COLLECTOR, and script=on for the steps of the script. Answers the id.")]
    public void RpcStart(RpcCall call) => FilterCommands.Start(call, _filters, _settings, hasDatabase: _usesWriter);

    /// <summary>Ends it.</summary>
    [Rpc("siptrace.stop", Summary = "Ends the tracing that siptrace.start began: an id or all.")]
    public void RpcStop(RpcCall call) => FilterCommands.Stop(call, _filters);

    /// <summary>Shows them.</summary>
    [Rpc("siptrace.list", IsList = true, Summary = "Shows what siptrace.start began and has not ended: filter, seconds left, messages traced and allowed, calls followed.")]
    public void RpcList(RpcCall call) => FilterCommands.List(call, _filters);

    /// <summary>Shows the queues of all collectors by TCP and TLS.</summary>
    [Rpc("siptrace.senders", Summary = "HEP 3 packets sent, dropped and waiting, and connections made, for each collector by TCP or TLS.")]
    public void RpcSenders(RpcCall call) => _senders.Show(call);

    /// <summary>Shows the queues of all databases.</summary>
    [Rpc("siptrace.queues", Summary = "As store.list: rows enqueued, written, failed, dropped, in memory (depth), and on the disk: spilled, replayed, waiting (backlog), for each database.")]
    public void RpcQueues(RpcCall call) => RecordWriters.Of(_state).Show(call);
}
