using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Registrar;

/// <summary>A connection of which only the number and the end count.</summary>
internal sealed class FakeConnection(long id, Action close) : IConnection
{
    public long Id => id;

    public TransportProtocol Protocol => TransportProtocol.Tcp;

    public HostEndPoint Remote => default;

    public HostEndPoint Local => default;

    public ListenSocket Listener => throw new NotSupportedException();

    public ConnectionState State => ConnectionState.Open;

    public TlsSession? Tls => null;

    public IStreamCodec? Codec => null;

    public int QueuedBytes => 0;

    public long IdleMilliseconds => 0;

    public long LifetimeMilliseconds => -1;

    public bool TryWrite(ReadOnlySpan<byte> bytes) => false;

    public bool Upgrade(IStreamCodec codec, ReadOnlySpan<byte> response) => false;

    public void CloseWhenWritten() => close();

    public void Close() => close();
}
