using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipDump;

/// <summary>What became of the records.</summary>
internal sealed class DumpCounters
{
    /// <summary>In the files.</summary>
    public Counter Written { get; } = new();

    /// <summary>In no file, because the queue was full or the files could not be written until the end.</summary>
    public Counter Lost { get; } = new();

    /// <summary>Left out of a packet capture: without known addresses, or longer than a datagram.</summary>
    public Counter LeftOut { get; } = new();

    /// <summary>Times that writing began to fail.</summary>
    public Counter Failures { get; } = new();

    /// <summary>Files deleted by age, size or free space.</summary>
    public Counter Deleted { get; } = new();
}
