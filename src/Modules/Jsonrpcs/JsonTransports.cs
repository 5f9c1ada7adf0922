namespace Signalbox.Modules.Jsonrpcs;

/// <summary>Bits of the parameter <c>transport</c>.</summary>
[Flags]
internal enum JsonTransports
{
    /// <summary>No bit.</summary>
    None = 0,

    /// <summary>HTTP, by jsonrpc_dispatch.</summary>
    Http = 1,

    /// <summary>FIFO.</summary>
    Fifo = 2,

    /// <summary>Datagrams.</summary>
    Datagram = 4,

    /// <summary>All.</summary>
    All = Http | Fifo | Datagram,
}
