using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;
using Signalbox.Modules.Xhttp.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>JSON-RPC 2.0 over HTTP, a FIFO and datagrams.</summary>
[Module("jsonrpcs", Summary = "JSON-RPC 2.0 over HTTP, a FIFO (kamctl) and datagrams.")]
internal sealed partial class JsonrpcsModule(StateStore state, RpcDispatcher dispatcher, ILoggerFactory logs) : IModule, ILiveObserver
{
    private readonly ILogger _log = logs.CreateLogger("jsonrpcs");
    private readonly List<(string Name, JsonDoor Door)> _acquired = [];
    private IHttpResponder? _http;
    private DatagramAddress? _datagrams;
    private string? _fifo;
    private JsonServer _server = null!;

    private SharedResources<JsonDoor> Doors => state.GetOrAdd("jsonrpcs.doors", static () => new SharedResources<JsonDoor>());

    private DoorOwner FifoOwner => new((UnixFileMode)FifoMode, FifoUser, FifoGroup);

    private DoorOwner DatagramOwner => new((UnixFileMode)DatagramMode, DatagramUser, DatagramGroup);

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _http = validation.Find<IHttpResponder>();
        var doors = (JsonTransports)(Transport == 0 ? (int)JsonTransports.All : Transport);
        if (doors.HasFlag(JsonTransports.Fifo) && FifoName.Length > 0)
            _fifo = Path.Combine(validation.Settings.RunDirectory, FifoName);

        if (doors.HasFlag(JsonTransports.Datagram) && DatagramSocket.Length > 0
            && !DatagramAddress.TryParse(DatagramSocket, validation.Settings.RunDirectory, out _datagrams, out var error))
            validation.Error("dgram_socket", error);

        if (_fifo is not null && FifoOwner.Problem() is { } fifo)
            validation.Error("fifo_user", fifo);

        if (_datagrams?.Path is not null && DatagramOwner.Problem() is { } datagram)
            validation.Error("dgram_user", datagram);
    }

    /// <inheritdoc />
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _server = new JsonServer(dispatcher, PrettyFormat != 0, _log);
        try
        {
            if (_fifo is { } fifo)
            {
                if (FifoName == DefaultFifo)
                    UnixSocketFile.MakeFolder(fifo);

                Acquire($"fifo:{fifo}", () => new FifoDoor(fifo, FifoReplyFolder, FifoOwner, _server, _log));
            }

            if (_datagrams is { } address)
            {
                if (DatagramSocket == DefaultSocket)
                    UnixSocketFile.MakeFolder(address.Text);

                var patience = TimeSpan.FromMilliseconds(DatagramTimeout);
                Acquire(address.Text, () => new DatagramDoor(address, DatagramOwner, DatagramWorkers, patience, _server));
            }
        }
        catch (ModuleStartException)
        {
            await StopAsync();
            throw;
        }
    }

    /// <inheritdoc />
    void ILiveObserver.BecameLive(int before)
    {
        foreach (var (_, door) in _acquired)
        {
            door.Server = _server;
            door.Serve();
        }
    }

    /// <inheritdoc />
    public async ValueTask StopAsync()
    {
        foreach (var (name, _) in _acquired)
            await Doors.ReleaseAsync(name);

        _acquired.Clear();
    }

    private void Acquire(string name, Func<JsonDoor> open)
    {
        _acquired.Add((name, Doors.Acquire(name, open)));
    }
}
