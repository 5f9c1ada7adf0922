using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Testing;

/// <summary>
/// The real engine on an in-memory network with a clock that a test turns: one thread, nothing random, nothing waits.
/// Listen lines count; without one it listens on udp and tcp 127.0.0.1:5060.
/// </summary>
public sealed class LoopbackEngine : IScriptLog
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private readonly EngineRuntime _runtime;
    private readonly WorkerState _worker;
    private readonly List<SentMessage> _sent = [];

    public LoopbackEngine()
    {
        _runtime = new EngineRuntime(Services, Time, NullLoggerFactory.Instance, this);
        _worker = _runtime.Workers.Add("loopback");
    }

    /// <summary>The engine's services; a configuration source needs them.</summary>
    public ModuleServices Services { get; } = new();

    /// <summary>The clock.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>What scripts logged: level and text.</summary>
    public List<(int Level, string Text)> Log { get; } = [];

    /// <summary>What was sent and not taken yet.</summary>
    public IReadOnlyList<SentMessage> Sent => _sent;

    /// <summary>What the workers counted.</summary>
    public WorkerCounters Counters => _runtime.Workers.Total();

    /// <summary>Loads and starts.</summary>
    public Task StartAsync(IConfigurationSource source) => _runtime.StartDetachedAsync(source, Open);

    /// <summary>Ends the modules.</summary>
    public Task StopAsync() => _runtime.StopAsync();

    /// <summary>Hands a message to the engine and returns when its routes are done.</summary>
    /// <param name="text">The message with CRLF line ends.</param>
    /// <param name="from">Sender, e.g. <c>192.0.2.1:5060</c>.</param>
    /// <param name="socket">Listener, e.g. <c>tcp:127.0.0.1:5060</c>; null = the first one.</param>
    public void Deliver(string text, string from, string? socket = null)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var listener = Find(socket);
        var received = new ReceivedFrom
        {
            Socket = listener,
            Remote = HostEndPoint.From(IPEndPoint.Parse(from)),
            Local = listener.Local,
            Protocol = listener.Protocol,
            ConnectionId = listener.Protocol.IsStream() ? 1 : 0,
            UtcTicks = Time.GetUtcNow().UtcTicks,
        };
        Services.Get<IMessageInput>().Process(_worker, bytes, bytes.Length, received);
    }

    /// <summary>Lets time go by; timers fire in 10 ms steps.</summary>
    public void Advance(TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= Tick)
        {
            Time.Advance(left < Tick ? left : Tick);
            _runtime.Timers.Advance();
        }
    }

    /// <summary>Takes the oldest message to an address off; null when there is none.</summary>
    /// <param name="to">E.g. <c>192.0.2.1:5060</c> or <c>tcp:192.0.2.1:5060</c>.</param>
    public SentMessage? Take(string to)
    {
        var index = _sent.FindIndex(sent => sent.To == to || sent.To.EndsWith($":{to}", StringComparison.Ordinal));
        if (index < 0)
            return null;

        var found = _sent[index];
        _sent.RemoveAt(index);
        return found;
    }

    public bool IsEnabled(int level) => true;

    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        var prefix = head.EndsWith(IScriptLog.UsualHead) ? head[..^IScriptLog.UsualHead.Length] : head;
        lock (Log)
            Log.Add((level, Encoding.Latin1.GetString(prefix) + Encoding.Latin1.GetString(text).TrimEnd('\n')));
    }

    internal void Add(SentMessage message)
    {
        lock (_sent)
            _sent.Add(message);
    }

    private ListenSocket[] Open(Snapshot snapshot)
    {
        var settings = snapshot.Settings;
        if (settings.Listen.Count == 0)
            settings.Listen.Add(new ListenAddress(TransportProtocol.None, "127.0.0.1", 0, null, 0, string.Empty, null));

        return [.. ListenPlan.Build(settings, null).Select(target => new LoopbackSocket(this, target))];
    }

    private ListenSocket Find(string? name)
    {
        var sockets = Services.Get<ITransportTable>().Sockets;
        return name is null ? sockets[0] : sockets.First(socket => socket.ToString() == name);
    }
}
