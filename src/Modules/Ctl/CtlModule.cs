using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>The control sockets that <c>kamcmd</c> and <c>signalbox rpc</c> talk to.</summary>
[Module("ctl", Summary = "Control sockets: BINRPC over unix sockets, TCP and UDP, for kamcmd and signalbox rpc.")]
internal sealed class CtlModule(StateStore state, RpcDispatcher dispatcher) : IModule, ILiveObserver
{
    private const string DefaultSocket = "unixs:kamailio_ctl";
    private readonly List<string> _written = [];
    private readonly List<ControlAddress> _addresses = [];
    private readonly List<ControlDoor> _acquired = [];
    private AccessToken _token = AccessToken.None;

    /// <summary>File mode of the sockets.</summary>
    [Parameter("mode", Default = "0600", Summary = "File mode of the sockets.", Min = 0, Max = 511, Reloadable = false)]
    public int Mode { get; set; } = 384;

    /// <summary>The text FIFO of SER.</summary>
    [Parameter("fifo", Summary = "Text FIFO of SER.", Refused = "the peer's packages do not have it; use the FIFO of jsonrpcs, or mi_fifo")]
    public string Fifo { get; set; } = string.Empty;

    private string User { get; set; } = string.Empty;

    private string Group { get; set; } = string.Empty;

    /// <summary>Whether parameters of another type are converted.</summary>
    [Parameter("autoconversion", Default = "0", Min = 0, Max = 1, Summary = "1: text is taken for a number and a number for text where a command insists on one of them.")]
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

    private DoorOwner Owner => new((UnixFileMode)Mode, User, Group);

    private ControlDoors Doors => state.GetOrAdd("ctl.doors", static () => new ControlDoors());

    /// <summary>Adds a socket.</summary>
    [Parameter("binrpc", Default = "unixs:/run/kamailio/kamailio_ctl", Summary = "Address of a control socket: unix:PATH, unixs:PATH, unixd:PATH, tcp:ADDRESS[:PORT] or udp:ADDRESS[:PORT] (2049); relative paths are under the run directory.")]
    public string? Add(string text)
    {
        if (!ControlAddress.TryParse(text, "/", out _, out var error))
            return error;

        _written.Add(text);
        return null;
    }

    /// <summary>Sets what clients from elsewhere must show.</summary>
    [Parameter("token", Summary = "What a client by TCP that is not on this machine must show (ctl.token TOKEN) before its first command: a text of 16 bytes or more, or file:PATH of a file whose first line it is. Without it such clients are refused.")]
    public string? SetToken(string text)
    {
        if (!AccessToken.TryRead(text, out var token, out var error))
            return error;

        _token = token;
        return null;
    }

    /// <summary>Owner of the unix sockets.</summary>
    [Parameter("user", Reloadable = false, Summary = "User that owns the unix sockets: name or number.")]
    public string? SetUser(string name) => Named(User = name);

    /// <summary>The same by number.</summary>
    [Parameter("user", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetUserId(long id) => Named(User = id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Group of the unix sockets.</summary>
    [Parameter("group", Reloadable = false, Summary = "Group of the unix sockets: name or number.")]
    public string? SetGroup(string name) => Named(Group = name);

    /// <summary>The same by number.</summary>
    [Parameter("group", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetGroupId(long id) => Named(Group = id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Lists the clients: protocol, transport, source, its port, local address, its port.</summary>
    [Rpc("ctl.who", Summary = "List open connections.", IsList = true)]
    public void Who(RpcCall call)
    {
        foreach (var door in Doors.All)
        {
            foreach (var client in door.Clients)
                AddLines(call, "binrpc", door.Address.TransportName, client.Source, client.SourcePort, door.Address.Host, door.Address.Port);
        }
    }

    /// <summary>Lists the sockets: protocol, transport, address, port.</summary>
    [Rpc("ctl.listen", Summary = "List listen sockets.", IsList = true)]
    public void Listen(RpcCall call)
    {
        foreach (var door in Doors.All)
            AddLines(call, "binrpc", door.Address.TransportName, door.Address.Host, door.Address.Port);
    }

    /// <summary>Shows the token; the socket has looked at it before the command came here.</summary>
    [Rpc(BinrpcServer.TokenCommand, Summary = "Shows the token, as the first command of a client by TCP that is not on this machine; on this machine it does nothing.")]
    public static void ShowToken(RpcCall call)
    {
    }

    /// <summary>Counts the clients.</summary>
    [Rpc("ctl.connections", Summary = "Returns the number of open connections.")]
    public void Connections(RpcCall call) => call.Add(RpcValue.Of(Doors.All.Sum(static door => (long)door.Clients.Count)));

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        foreach (var text in _written.Count > 0 ? _written : [DefaultSocket])
        {
            if (!ControlAddress.TryParse(text, validation.Settings.RunDirectory, out var address, out var error))
                validation.Error("binrpc", error);
            else if (_addresses.Exists(other => other.Key == address.Key))
                validation.Error("binrpc", $"two control sockets are to be {address.Key}");
            else
                _addresses.Add(address);
        }

        if (Owner.Problem() is { } problem)
            validation.Error("user", problem);
    }

    /// <inheritdoc />
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var doors = Doors;
        var server = new BinrpcServer(dispatcher, doors);
        try
        {
            foreach (var address in _addresses)
            {
                // Folders that the operator names are theirs to make.
                if (_written.Count == 0)
                    UnixSocketFile.MakeFolder(address.Path);

                _acquired.Add(doors.Acquire(address, Owner, server));
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
        Doors.Token = _token;
        Doors.ConvertsTypes = AutoConversion != 0;
        foreach (var door in _acquired)
            door.Serve();
    }

    /// <inheritdoc />
    public async ValueTask StopAsync()
    {
        foreach (var door in _acquired)
            await Doors.ReleaseAsync(door.Address);

        _acquired.Clear();
    }

    private static string? Named(string name) => name.Length == 0 ? "found an empty text, expected a name or number" : null;

    private static void AddLines(RpcCall call, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
            call.Add(line);
    }
}
