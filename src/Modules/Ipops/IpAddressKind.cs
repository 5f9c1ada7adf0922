namespace Signalbox.Modules.Ipops;

/// <summary>How an address is written; the numbers are what <c>ip_type()</c> returns.</summary>
internal enum IpAddressKind
{
    /// <summary>Not an address.</summary>
    None = -1,

    /// <summary>IPv4.</summary>
    V4 = 1,

    /// <summary>IPv6.</summary>
    V6 = 2,

    /// <summary>IPv6 in brackets.</summary>
    V6Reference = 3,
}
