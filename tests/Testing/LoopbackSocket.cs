using System.Text;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Testing;

/// <summary>A listener without a kernel socket: what is sent goes to the engine that plays the network.</summary>
internal sealed class LoopbackSocket : ListenSocket
{
    private readonly LoopbackEngine _engine;

    public LoopbackSocket(LoopbackEngine engine, ListenTarget target)
        : base(target.Protocol, target.Local, target.Name)
    {
        _engine = engine;
        (ViaHost, ViaPort, IsAdvertised) = target.ViaOf(target.Local);
    }

    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        _engine.Add(new SentMessage($"{Protocol.Name()}:{destination.Remote}", ToString(), text));
        return SendStatus.Sent;
    }
}
