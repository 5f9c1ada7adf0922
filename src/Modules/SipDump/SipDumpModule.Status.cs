using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.SipDump;

/// <summary>What became of the records, for operators. The peer has no such numbers.</summary>
internal sealed partial class SipDumpModule
{
    /// <summary>Records in the files.</summary>
    [Statistic("written_records", Summary = "Messages in the files.")]
    public Counter Written => _writer.Counters.Written;

    /// <summary>Records in no file.</summary>
    [Statistic("lost_records", Summary = "Messages in no file: the queue was full, or the files could not be written until the end.")]
    public Counter Lost => _writer.Counters.Lost;

    /// <summary>Records that a packet capture cannot hold.</summary>
    [Statistic("left_out_records", Summary = "Messages left out of a packet capture, because an address was not known or they are longer than a datagram.")]
    public Counter LeftOut => _writer.Counters.LeftOut;

    /// <summary>Failures.</summary>
    [Statistic("write_failures", Summary = "Times that writing the files began to fail.")]
    public Counter Failures => _writer.Counters.Failures;

    /// <summary>Deleted files.</summary>
    [Statistic("deleted_files", Summary = "Files deleted because of fage, fmaxsize or fminfree.")]
    public Counter Deleted => _writer.Counters.Deleted;

    /// <summary>Shows what the writer does.</summary>
    [Rpc("sipdump.status", Summary = "Shows the switch, the open files, what waits, is written and lost, and why writing fails. Not in the peer.")]
    public void RpcStatus(RpcCall call)
    {
        var counters = _writer.Counters;
        call.AddStruct()
            .With("enable", _enabled.Value)
            .With("mode", Mode)
            .With("files", _writer.OpenStem)
            .With("waiting", _writer.Queue.Depth)
            .With("written", counters.Written.Value)
            .With("lost", counters.Lost.Value)
            .With("left_out", counters.LeftOut.Value)
            .With("failures", counters.Failures.Value)
            .With("deleted_files", counters.Deleted.Value)
            .With("failure", _writer.Failure);
    }
}
