using Signalbox.Engine.Routing;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>The capture packet that a worker is on; one per worker, reused.</summary>
internal sealed class CapturedPacket
{
    private static readonly object Key = new();
    private byte[] _packet = new byte[4096];
    private byte[] _message = new byte[4096];

    /// <summary>What the packet says; meaningful when <see cref="IsDecoded"/>.</summary>
    public HepPacket Header { get; private set; }

    /// <summary>Why the packet cannot be used.</summary>
    public HepError Error { get; private set; }

    /// <summary>True when the packet is HEP and could be read.</summary>
    public bool IsDecoded => Error == HepError.None;

    /// <summary>True once the packet's message is on its way through the routes; before, it is only shown to a route that decides.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>True when the route of <c>hep_route</c> asked for request_route.</summary>
    public bool IsResumed { get; set; }

    /// <summary>Where the packet itself came from.</summary>
    public ReceivedFrom Outer { get; private set; }

    /// <summary>The array of <see cref="Bytes"/>.</summary>
    public byte[] Buffer => _packet;

    /// <summary>Number of bytes of the packet.</summary>
    public int Length { get; private set; }

    /// <summary>The whole packet.</summary>
    public ReadOnlySpan<byte> Bytes => _packet.AsSpan(0, Length);

    /// <summary>The captured message, copied or inflated by <see cref="TryTakeMessage"/>.</summary>
    public byte[] Message => _message;

    /// <summary>Number of bytes of the captured message.</summary>
    public int MessageLength { get; private set; }

    /// <summary>The correlation id; empty when absent.</summary>
    public ReadOnlySpan<byte> CorrelationId => _packet.AsSpan(Header.CorrelationId.Start, Header.CorrelationId.Length);

    /// <summary>The key of the sender; empty when absent.</summary>
    public ReadOnlySpan<byte> AuthKey => _packet.AsSpan(Header.AuthKey.Start, Header.AuthKey.Length);

    /// <summary>The worker's own.</summary>
    public static CapturedPacket Of(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var found))
            return (CapturedPacket)found;

        var made = new CapturedPacket();
        worker.Locals.Add(Key, made);
        return made;
    }

    /// <summary>Copies a datagram in and decodes it.</summary>
    public HepError Set(ReadOnlySpan<byte> datagram, in ReceivedFrom from)
    {
        Outer = from;
        IsAccepted = false;
        IsResumed = false;
        Replace(datagram);
        return Error;
    }

    /// <summary>Puts another packet in its place, as a route changed it, and decodes it.</summary>
    public void Replace(ReadOnlySpan<byte> datagram)
    {
        if (_packet.Length < datagram.Length)
            _packet = new byte[datagram.Length * 2];

        datagram.CopyTo(_packet);
        Length = datagram.Length;
        Error = HepReader.Read(Bytes, out var header);
        Header = header;
    }

    /// <summary>Copies the captured message out of the packet, inflating it when it is compressed; false when it does not inflate.</summary>
    public bool TryTakeMessage()
    {
        IsAccepted = true;
        var payload = _packet.AsSpan(Header.Payload.Start, Header.Payload.Length);
        if (Header.IsCompressed)
        {
            MessageLength = HepInflater.Inflate(_packet, Header.Payload, ref _message);
            return MessageLength > 0;
        }

        if (_message.Length < payload.Length)
            _message = new byte[payload.Length * 2];

        payload.CopyTo(_message);
        MessageLength = payload.Length;
        return true;
    }
}
