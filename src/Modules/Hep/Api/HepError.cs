namespace Signalbox.Modules.Hep.Api;

/// <summary>Why a datagram is not a usable HEP packet.</summary>
internal enum HepError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>The first octets are those of no HEP version.</summary>
    NotHep,

    /// <summary>It ends inside the header, the addresses or the time.</summary>
    ShortHeader,

    /// <summary>The address family is neither 2 nor 10.</summary>
    UnknownFamily,

    /// <summary>The total length is below 6 or beyond the datagram.</summary>
    BadTotalLength,

    /// <summary>A chunk is shorter than its header or leaves the packet.</summary>
    BadChunkLength,

    /// <summary>A fixed-size chunk has another size.</summary>
    WrongChunkSize,

    /// <summary>Generic chunk 0 does not exist.</summary>
    ZeroChunk,

    /// <summary>Family, protocol, payload type or an address of the family is missing.</summary>
    MissingChunk,

    /// <summary>There is nothing captured in it.</summary>
    NoPayload,
}
