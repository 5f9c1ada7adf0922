namespace Signalbox.Modules.Ctl.Api;

/// <summary>What a server answered: values, or a code and its text.</summary>
/// <param name="Records">The records of a reply in wire order; empty for a fault.</param>
/// <param name="FaultCode">0 for a reply, else the code of the fault, e.g. 500.</param>
/// <param name="FaultText">The reason of a fault; empty for a reply.</param>
public sealed record BinrpcReply(IReadOnlyList<BinrpcRecord> Records, int FaultCode, string FaultText)
{
    /// <summary>True when the server refused.</summary>
    public bool IsFault => FaultCode != 0;
}
