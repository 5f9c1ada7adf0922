namespace Signalbox.Modules.Ctl.Api;

/// <summary>The type of a BINRPC record; the numbers are those of the wire (bits 3-0 of a record's first byte).</summary>
public enum BinrpcType : byte
{
    /// <summary>A 32-bit signed integer.</summary>
    Integer = 0,

    /// <summary>Text, zero-terminated on the wire.</summary>
    Text = 1,

    /// <summary>Signed fixed point with three decimals.</summary>
    Number = 2,

    /// <summary>Start or end of a structure.</summary>
    Structure = 3,

    /// <summary>Start or end of an array.</summary>
    Array = 4,

    /// <summary>The name of the member that follows.</summary>
    Name = 5,

    /// <summary>Bytes without a terminating zero.</summary>
    Bytes = 6,
}
