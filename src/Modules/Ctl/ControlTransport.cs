namespace Signalbox.Modules.Ctl;

/// <summary>Kinds of control sockets.</summary>
internal enum ControlTransport
{
    /// <summary>Unix stream.</summary>
    UnixStream,

    /// <summary>Unix datagram.</summary>
    UnixDatagram,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>UDP.</summary>
    Udp,
}
