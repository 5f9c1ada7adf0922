using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>The control sockets that <c>kamcmd</c> and <c>signalbox rpc</c> talk to.</summary>
[Module("ctl", Summary = "Control socket: BINRPC over unix sockets, for kamcmd and signalbox rpc.")]
internal sealed class CtlModule(StateStore state, RpcDispatcher dispatcher) : IModule
{
    private const string DefaultSocket = "unixs:kamailio_ctl";
    private readonly List<string> _written = [];
    private readonly List<ControlAddress> _addresses = [];
    private readonly List<ControlAddress> _acquired = [];

    /// <summary>File mode of the sockets.</summary>
    [Parameter("mode", Default = "0600", Summary = "File mode of the sockets.", Min = 0, Max = 511, Reloadable = false)]
    public int Mode { get; set; } = 384;

    /// <summary>Whether parameters of another type are converted; they always are.</summary>
    [Parameter("autoconversion", Default = "0", Summary = "Accepted: parameters of another type are always converted.")]
    public int AutoConversion { get; set; }

    /// <summary>Limit of a reply; one megabyte whatever is written here.</summary>
    [Parameter("binrpc_max_body_size", Unit = "KB", Default = "32", Summary = "Accepted: a reply may have one megabyte.")]
    public int MaxBodyKilobytes { get; set; } = 32;

    /// <summary>Limit of a structure; the reply's own limit holds.</summary>
    [Parameter("binrpc_struct_max_body_size", Unit = "KB", Default = "8", Summary = "Accepted: a structure may be as large as its reply.")]
    public int MaxStructKilobytes { get; set; } = 8;

    /// <summary>Print buffer; text has no limit of its own.</summary>
    [Parameter("binrpc_buffer_size", Unit = "bytes", Default = "1024", Summary = "Accepted: text has no limit of its own.")]
    public int PrintBufferBytes { get; set; } = 1024;

    private ControlDoors Doors => state.GetOrAdd("ctl.doors", static () => new ControlDoors());

    /// <summary>Adds a socket.</summary>
    [Parameter("binrpc", Default = "unixs:/run/kamailio/kamailio_ctl", Summary = "Address of a control socket: unix:PATH, unixs:PATH or unixd:PATH; relative paths are under the run directory.")]
    public string? Add(string text)
    {
        if (!ControlAddress.TryParse(text, "/", out _, out var error))
            return error;

        _written.Add(text);
        return null;
    }

    /// <summary>Lists the clients: protocol, transport, source, its port, local address, its port.</summary>
    [Rpc("ctl.who", Summary = "List open connections.", IsList = true)]
    public void Who(RpcCall call)
    {
        foreach (var door in Doors.All)
        {
            for (var i = 0; i < door.Connections; i++)
            {
                foreach (var text in (ReadOnlySpan<string>)["binrpc", door.Address.Transport, "<anonymous unix socket>", string.Empty, door.Address.Path, string.Empty])
                    call.Add(text);
            }
        }
    }

    /// <summary>Lists the sockets: protocol, transport, address, port.</summary>
    [Rpc("ctl.listen", Summary = "List listen sockets.", IsList = true)]
    public void Listen(RpcCall call)
    {
        foreach (var door in Doors.All)
        {
            foreach (var text in (ReadOnlySpan<string>)["binrpc", door.Address.Transport, door.Address.Path, string.Empty])
                call.Add(text);
        }
    }

    /// <summary>Counts the clients.</summary>
    [Rpc("ctl.connections", Summary = "Returns the number of open connections.")]
    public void Connections(RpcCall call) => call.Add(RpcValue.Of(Doors.All.Sum(static door => (long)door.Connections)));

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        foreach (var text in _written.Count > 0 ? _written : [DefaultSocket])
        {
            if (!ControlAddress.TryParse(text, validation.Settings.RunDirectory, out var address, out var error))
                validation.Error("binrpc", error);
            else if (_addresses.Exists(other => other.Path == address.Path))
                validation.Error("binrpc", $"two control sockets are to be {address.Path}");
            else
                _addresses.Add(address);
        }
    }

    /// <inheritdoc />
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var server = new BinrpcServer(dispatcher);
        try
        {
            foreach (var address in _addresses)
            {
                // Folders that the operator names are theirs to make.
                if (_written.Count == 0)
                    UnixSocketFile.MakeFolder(address.Path);

                Doors.Acquire(address, (UnixFileMode)Mode, server);
                _acquired.Add(address);
            }
        }
        catch (ModuleStartException)
        {
            await StopAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask StopAsync()
    {
        foreach (var address in _acquired)
            await Doors.ReleaseAsync(address);

        _acquired.Clear();
    }
}
