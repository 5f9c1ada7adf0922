namespace Signalbox.Modules.Ipops;

/// <summary>Types of records that scripts ask for; the numbers are those of the protocol.</summary>
internal enum DnsRecordType : ushort
{
    /// <summary>Service location (RFC 2782).</summary>
    Srv = 33,

    /// <summary>Naming authority pointer (RFC 3403).</summary>
    Naptr = 35,
}
