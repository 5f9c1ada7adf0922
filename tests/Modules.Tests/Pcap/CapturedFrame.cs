using System.Text;

namespace Signalbox.Modules.Tests.Pcap;

/// <summary>One frame of a capture file.</summary>
internal sealed record CapturedFrame
{
    public required long Ticks { get; init; }

    public required string Comment { get; init; }

    /// <summary>1 received, 2 sent, 0 not told.</summary>
    public required int Direction { get; init; }

    public required bool IsTcp { get; init; }

    public required int SourcePort { get; init; }

    public required int DestinationPort { get; init; }

    public required uint Sequence { get; init; }

    public required uint Acknowledged { get; init; }

    public required int Flags { get; init; }

    public required byte[] Data { get; init; }

    public string Text => Encoding.Latin1.GetString(Data);
}
