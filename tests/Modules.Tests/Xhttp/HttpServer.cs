using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Xhttp;

/// <summary>The engine on a free TCP port of loopback, with an event route for HTTP; SIP requests are answered 200.</summary>
internal sealed class HttpServer : IAsyncDisposable, IScriptLog
{
    private readonly ModuleServices _services = new();
    private readonly EngineRuntime _runtime;
    private readonly CfgSource _source;
    private readonly int _port = FreePort();

    private HttpServer(string statements)
    {
        _runtime = new EngineRuntime(_services, TimeProvider.System, NullLoggerFactory.Instance, this);
        _source = new CfgSource(
            $"listen=tcp:127.0.0.1:{_port}\ntcp_accept_no_cl=yes\nloadmodule \"pv.so\"\nloadmodule \"sl.so\"\nloadmodule \"xhttp.so\"\n"
            + $"request_route {{ sl_send_reply(\"200\", \"OK\"); }}\nevent_route[xhttp:request] {{ {statements} }}\n",
            _services);
    }

    public static async Task<HttpServer> StartAsync(string statements)
    {
        var server = new HttpServer(statements);
        await server._runtime.StartAsync(server._source, CancellationToken.None);
        return server;
    }

    public HttpClientSocket Connect() => new(new IPEndPoint(IPAddress.Loopback, _port));

    public bool IsEnabled(int level) => false;

    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _runtime.StopAsync();
        _source.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
