namespace Signalbox.Modules.Ctl;

/// <summary>What a BINRPC packet is: bits 7-4 of its second byte.</summary>
internal enum BinrpcPacketKind : byte
{
    /// <summary>A method name and its arguments.</summary>
    Request = 0,

    /// <summary>Zero or more values.</summary>
    Reply = 1,

    /// <summary>An error code and its text.</summary>
    Fault = 3,
}
