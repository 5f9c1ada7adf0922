using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>JSON-RPC by datagram: behind each request goes one with an id of its own; when that is answered, the first one has had its turn.</summary>
internal sealed class JsonDatagramFuzz : FuzzDoor
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
    private readonly EndPoint _door;
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _number;

    public JsonDatagramFuzz(string name, EndPoint door, EndPoint own)
        : base(name)
    {
        _door = door;
        _socket.Bind(own);
    }

    /// <inheritdoc />
    public override string? Ask(byte[] request)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"probe-{++_number}");
        _socket.SendTo(request, _door);
        _socket.SendTo(Encoding.ASCII.GetBytes(JsonText.Probe(id, string.Empty)), _door);
        string? kind = null;
        while (true)
        {
            var reply = Encoding.Latin1.GetString(_buffer, 0, _socket.Receive(_buffer));
            if (reply.Contains($"\"{id}\"", StringComparison.Ordinal))
                return kind;

            Assert.True(kind is null, "two replies to one request");
            kind = JsonText.Kind(reply);
        }
    }

    /// <inheritdoc />
    public override string? Silence(byte[] request)
    {
        using var document = JsonText.Read(request);
        return document is null ? "no JSON" : null;
    }

    /// <inheritdoc />
    public override void Dispose() => _socket.Dispose();
}
