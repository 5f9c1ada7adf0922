using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>What goes into one HEP packet.</summary>
internal readonly ref struct HepFrame
{
    /// <summary>1, 2 or 3.</summary>
    public required int Version { get; init; }

    /// <summary>Sender of the message, not of the HEP packet.</summary>
    public required HostEndPoint Source { get; init; }

    /// <summary>Receiver of the message.</summary>
    public required HostEndPoint Destination { get; init; }

    /// <summary>Transport of the message.</summary>
    public required TransportProtocol Transport { get; init; }

    /// <summary>When, in UTC ticks of 100 ns; not sent in HEP 1.</summary>
    public required long UtcTicks { get; init; }

    /// <summary>The message.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Capture agent id; HEP 2 keeps its low 16 bits, HEP 1 has none.</summary>
    public uint CaptureId { get; init; }

    /// <summary>Payload type, HEP 3 only.</summary>
    public HepPayloadType PayloadType { get; init; }

    /// <summary>Correlation id, HEP 3 only; empty = no chunk.</summary>
    public ReadOnlySpan<byte> CorrelationId { get; init; }

    /// <summary>Authentication key, HEP 3 only; empty = no chunk.</summary>
    public ReadOnlySpan<byte> AuthKey { get; init; }

    /// <summary>Further chunks, HEP 3 only, as <see cref="HepChunkWriter"/> wrote them; they stand before the payload.</summary>
    public ReadOnlySpan<byte> Chunks { get; init; }

    /// <summary>True when <see cref="Payload"/> is compressed (zlib or gzip) and goes into chunk 0x10, HEP 3 only.</summary>
    public bool IsCompressed { get; init; }
}
