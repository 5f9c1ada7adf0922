namespace Signalbox.Engine.Dns;

/// <summary>Types of records that are asked for; the numbers are those of the protocol.</summary>
public enum DnsRecordType : ushort
{
    /// <summary>IPv4 address (RFC 1035).</summary>
    A = 1,

    /// <summary>Another name of a name (RFC 1035).</summary>
    Cname = 5,

    /// <summary>Name of an address (RFC 1035).</summary>
    Ptr = 12,

    /// <summary>Text (RFC 1035).</summary>
    Txt = 16,

    /// <summary>IPv6 address (RFC 3596).</summary>
    Aaaa = 28,

    /// <summary>Service location (RFC 2782).</summary>
    Srv = 33,

    /// <summary>Naming authority pointer (RFC 3403).</summary>
    Naptr = 35,
}
