
namespace Signalbox.Engine.Messages;

/// <summary>
/// A parsed message over a buffer that it does not own: start line and header index are made at once, values are read
/// on demand. The object is reused; what it hands out is valid until the next parse.
/// </summary>
public sealed class SipMessage
{
    /// <summary>The bytes; only the first <see cref="Length"/> are the message.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>Message length in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>True for a request, false for a reply.</summary>
    public bool IsRequest { get; private set; }

    /// <summary>Request method; for a reply the CSeq method.</summary>
    public SipMethod Method { get; private set; }

    /// <summary>Method as written (replies: from CSeq).</summary>
    public TextRange MethodText { get; private set; }

    /// <summary>Request URI as received; empty in a reply.</summary>
    public TextRange RequestUri { get; private set; }

    /// <summary>Version as written, e.g. <c>SIP/2.0</c>.</summary>
    public TextRange Version { get; private set; }

    /// <summary>Status code of a reply; 0 in a request.</summary>
    public int StatusCode { get; private set; }

    /// <summary>Reason phrase of a reply.</summary>
    public TextRange Reason { get; private set; }

    /// <summary>First line without its end.</summary>
    public TextRange FirstLine { get; private set; }

    /// <summary>Offset of the first header line.</summary>
    public int HeadersStart { get; private set; }

    /// <summary>Offset of the empty line after the headers.</summary>
    public int HeadersEnd { get; private set; }

    /// <summary>Body bytes; empty when there are none.</summary>
    public TextRange Body { get; private set; }

    /// <summary>Number of header lines.</summary>
    public int HeaderCount { get; private set; }

    /// <summary>The whole message.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>A piece of it.</summary>
    public ReadOnlySpan<byte> Span(TextRange range) => Buffer.AsSpan(range.Start, range.Length);

    /// <summary>Forgets everything; drops the buffer.</summary>
    public void Reset()
    {
        Buffer = [];
        Length = 0;
    }

    /// <summary>Makes this a clone over another array that holds the same bytes.</summary>
    public void CopyFrom(SipMessage other, byte[] newBuffer)
    {
        Buffer = newBuffer;
        Length = other.Length;
    }
}
