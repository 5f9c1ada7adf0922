using Signalbox.Engine.Transport;

namespace Signalbox.Modules.TraceQuery;

/// <summary>One stored message.</summary>
internal sealed record TracedMessage
{
    /// <summary>Table it is from.</summary>
    public required string Table { get; init; }

    /// <summary>Number of its row.</summary>
    public required long Id { get; init; }

    /// <summary>When: UTC ticks of 100 ns.</summary>
    public required long UtcTicks { get; init; }

    /// <summary>Call-ID, one char a byte as all texts.</summary>
    public required string CallId { get; init; }

    /// <summary>Correlation id; empty when the table has none.</summary>
    public string CorrelationId { get; init; } = string.Empty;

    /// <summary>Call-ID of the leg before, as stored; empty when the table has no such column.</summary>
    public string CallIdALeg { get; init; } = string.Empty;

    /// <summary>Request method, or that of the reply's CSeq.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>Reply code; empty for a request.</summary>
    public string Status { get; init; } = string.Empty;

    /// <summary>Sender.</summary>
    public required TracedAddress From { get; init; }

    /// <summary>Receiver.</summary>
    public required TracedAddress To { get; init; }

    /// <summary><c>in</c>, <c>out</c>, or empty when not stored.</summary>
    public string Direction { get; init; } = string.Empty;

    /// <summary>The message.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>True when this server sent it.</summary>
    public bool IsOutgoing => Direction == "out";

    /// <summary>The better known transport of both ends.</summary>
    public TransportProtocol Protocol => From.Protocol != TransportProtocol.None ? From.Protocol : To.Protocol;

    /// <summary>The method, or code and reason of a reply.</summary>
    public string Label
    {
        get
        {
            var line = MessageText.FirstLine(Bytes);
            if (line.StartsWith("SIP/2.0 ", StringComparison.Ordinal))
                return line["SIP/2.0 ".Length..];

            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (blank > 0 && line.EndsWith(" SIP/2.0", StringComparison.Ordinal))
                return line[..blank];

            return Status.Length > 0 ? Status : Method;
        }
    }
}
