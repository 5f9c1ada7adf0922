using System.Globalization;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>One record of a BINRPC body, as read from the wire.</summary>
/// <param name="Type">What it is.</param>
/// <param name="IsEnd">True for the end mark of a structure or array.</param>
/// <param name="Scaled">An integer's value; a fixed-point number times 1000; 0 for the others.</param>
/// <param name="Text">The text of a string, a member name or bytes, one char a byte; empty for the others.</param>
public readonly record struct BinrpcRecord(BinrpcType Type, bool IsEnd, long Scaled, string Text)
{
    /// <summary>The record as <c>kamcmd</c> prints it: integers in decimal, numbers with six decimals, text as it is.</summary>
    public string Display => Type switch
    {
        BinrpcType.Integer => Scaled.ToString(CultureInfo.InvariantCulture),
        BinrpcType.Number => (Scaled / 1000m).ToString("F6", CultureInfo.InvariantCulture),
        _ => Text,
    };
}
