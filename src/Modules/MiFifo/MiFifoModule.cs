using System.Globalization;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;
using Signalbox.Modules.Jsonrpcs.Api;

namespace Signalbox.Modules.MiFifo;

/// <summary>The FIFO of OpenSER, of Kamailio up to 4 and of OpenSIPS.</summary>
[Module("mi_fifo", Summary = "The text FIFO of OpenSER, Kamailio 1 to 4 and OpenSIPS: openserctl fifo, opensipsctl fifo, kamctl fifo.")]
internal sealed class MiFifoModule(StateStore state, RpcDispatcher dispatcher, ILoggerFactory logs) : IModule, ILiveObserver
{
    private const int ReadWriteForUserAndGroup = 432;
    private readonly ILogger _log = logs.CreateLogger("mi_fifo");
    private MiDoor? _door;

    /// <summary>The FIFO.</summary>
    [Parameter("fifo_name", Reloadable = false, Summary = "FIFO for requests, such as /tmp/openser_fifo or /tmp/opensips_fifo; a relative path is under the run directory. Must be given.")]
    public string FifoName { get; set; } = string.Empty;

    /// <summary>File mode of the FIFO.</summary>
    [Parameter("fifo_mode", Default = "0660", Min = 0, Max = 511, Reloadable = false, Summary = "File mode of the FIFO.")]
    public int FifoMode { get; set; } = ReadWriteForUserAndGroup;

    /// <summary>Where the FIFOs for replies are.</summary>
    [Parameter("reply_dir", Default = "/tmp/", Reloadable = false, Summary = "Folder in which clients make the FIFOs for their replies.")]
    public string ReplyFolder { get; set; } = "/tmp/";

    /// <summary>Tabs are what clients expect.</summary>
    [Parameter("reply_indent", Default = "\t", NoEffect = "children of a node stand behind one tab a level, as clients expect", Summary = "Text in front of children in a reply.")]
    public string ReplyIndent { get; set; } = "\t";

    private string User { get; set; } = string.Empty;

    private string Group { get; set; } = string.Empty;

    private SharedResources<MiDoor> Doors => state.GetOrAdd("mi_fifo.doors", static () => new SharedResources<MiDoor>());

    private DoorOwner Owner => new((UnixFileMode)FifoMode, User, Group);

    /// <summary>Owner of the FIFO.</summary>
    [Parameter("fifo_user", Reloadable = false, Summary = "User that owns the FIFO: name or number.")]
    public string? SetUser(string name) => Named(User = name);

    /// <summary>The same by number.</summary>
    [Parameter("fifo_user", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetUserId(long id) => Named(User = id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Group of the FIFO.</summary>
    [Parameter("fifo_group", Reloadable = false, Summary = "Group of the FIFO: name or number.")]
    public string? SetGroup(string name) => Named(Group = name);

    /// <summary>The same by number.</summary>
    [Parameter("fifo_group", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetGroupId(long id) => Named(Group = id.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (FifoName.Length == 0)
            validation.Error("fifo_name", "found no name, expected the path of the FIFO");
        else
            FifoName = Path.Combine(validation.Settings.RunDirectory, FifoName);

        if (Owner.Problem() is { } problem)
            validation.Error("fifo_user", problem);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _door = Doors.Acquire(FifoName, () => new MiDoor(FifoName, ReplyFolder, Owner, new MiServer(dispatcher), new JsonCaller(dispatcher, _log), _log));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    void ILiveObserver.BecameLive(int before) => _door?.Serve();

    /// <inheritdoc />
    public async ValueTask StopAsync()
    {
        if (_door is not null)
            await Doors.ReleaseAsync(FifoName);

        _door = null;
    }

    private static string? Named(string name) => name.Length == 0 ? "found an empty text, expected a name or number" : null;
}
