using System.Net;
using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Transport;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Tls;

/// <summary>The real engine with a cfg, on kernel sockets of loopback.</summary>
internal sealed class SocketServer : IAsyncDisposable, IScriptLog
{
    private readonly EngineRuntime _runtime;

    private SocketServer() => _runtime = new EngineRuntime(Services, TimeProvider.System, Errors, this);

    public ModuleServices Services { get; } = new();

    /// <summary>What the engine logged as errors.</summary>
    public ErrorLog Errors { get; } = new();

    /// <summary>What the script logged.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The configuration; write another text and reload.</summary>
    public CfgSource Source { get; private set; } = null!;

    /// <summary>The engine.</summary>
    public EngineRuntime Runtime => _runtime;

    public static async Task<SocketServer> StartAsync(string cfg)
    {
        var server = new SocketServer();
        server.Source = new CfgSource(cfg, server.Services);
        await server._runtime.StartAsync(server.Source, CancellationToken.None);
        return server;
    }

    /// <summary>Where the first listener of a transport is.</summary>
    public IPEndPoint EndPoint(TransportProtocol protocol) => Services.Get<ITransportTable>().Sockets.First(socket => socket.Protocol == protocol).Local.ToIPEndPoint();

    /// <summary>Runs a command of the server and shows its rows.</summary>
    public string Rpc(string method, params string[] arguments)
    {
        var call = Services.Get<Engine.Control.RpcDispatcher>().Execute(method, [.. arguments.Select(Engine.Control.RpcValue.Of)]);
        return string.Join('\n', RpcText.Lines(call));
    }

    public async ValueTask DisposeAsync() => await _runtime.StopAsync();

    public bool IsEnabled(int level) => true;

    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        lock (Log)
            Log.Add(Encoding.Latin1.GetString(text).TrimEnd('\n'));
    }
}
