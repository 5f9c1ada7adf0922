namespace Signalbox.Modules.SipTrace;

/// <summary>What a copy is, as far as the way to a collector depends on it.</summary>
internal enum CopyKind
{
    /// <summary>A SIP message as it is; streams are those of SIP.</summary>
    Sip,

    /// <summary>HEP 1 or 2, which has no length field: a stream of it could not be cut into packets again.</summary>
    Datagram,

    /// <summary>HEP 3.</summary>
    Hep3,
}
