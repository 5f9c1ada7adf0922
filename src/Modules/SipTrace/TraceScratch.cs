using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;

namespace Signalbox.Modules.SipTrace;

/// <summary>What trace_mode needs for one message; one per worker, reused.</summary>
internal sealed class TraceScratch
{
    private static readonly object Key = new();
    private byte[] _buffer = new byte[4096];

    /// <summary>The traced message, after <see cref="TryParse"/>.</summary>
    public SipMessage Message { get; } = new();

    /// <summary>True while the event route runs: what it sends itself is not traced.</summary>
    public bool IsRunning { get; set; }

    /// <summary>What <c>$siptrace(…)</c> reads.</summary>
    public TraceEvent Event { get; } = new();

    /// <summary>The buffer that <see cref="TryParse"/> filled.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>The worker's own.</summary>
    public static TraceScratch Of(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var found))
            return (TraceScratch)found;

        var made = new TraceScratch();
        worker.Locals.Add(Key, made);
        return made;
    }

    /// <summary>Copies the bytes and parses them; false when they are no SIP message.</summary>
    public bool TryParse(in TapEvent shown)
    {
        if (_buffer.Length < shown.Bytes.Length)
            _buffer = new byte[shown.Bytes.Length * 2];

        shown.Bytes.CopyTo(_buffer);
        return Message.TryParse(_buffer, shown.Bytes.Length) && Message.Span(Message.Version).StartsWith("SIP/"u8);
    }
}
