using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <content>Parameters.</content>
internal sealed partial class JsonrpcsModule
{
    private const string DefaultFifo = "kamailio_rpc.fifo";
    private const string DefaultSocket = "kamailio_rpc.sock";
    private const int ModeMask = 511;
    private const int ReadWriteForUserAndGroup = 432;
    private const int ReadWriteForUser = 384;

    /// <summary>Whether replies have line ends and tabs.</summary>
    [Parameter("pretty_format", Default = "1", Min = 0, Max = 1, Summary = "1: replies with line ends and tabs; 0: without white space.")]
    public int PrettyFormat { get; set; } = 1;

    /// <summary>Which ways in are open.</summary>
    [Parameter("transport", Default = "0", Min = 0, Max = 7, Summary = "Ways in, added up: 1 HTTP, 2 FIFO, 4 datagrams; 0 is all.")]
    public int Transport { get; set; }

    /// <summary>The FIFO.</summary>
    [Parameter("fifo_name", Default = "kamailio_rpc.fifo", Summary = "FIFO for requests; a relative path is under the run directory; empty = none.")]
    public string FifoName { get; set; } = DefaultFifo;

    /// <summary>File mode of the FIFO.</summary>
    [Parameter("fifo_mode", Default = "0660", Min = 0, Max = ModeMask, Reloadable = false, Summary = "File mode of the FIFO.")]
    public int FifoMode { get; set; } = ReadWriteForUserAndGroup;

    /// <summary>Where the FIFOs for replies are.</summary>
    [Parameter("fifo_reply_dir", Default = "/tmp", Reloadable = false, Summary = "Folder in which clients make the FIFOs for their replies.")]
    public string FifoReplyFolder { get; set; } = "/tmp";

    /// <summary>The datagram socket.</summary>
    [Parameter("dgram_socket", Default = "kamailio_rpc.sock", Summary = "Datagram socket: a path, relative to the run directory, or udp:ADDRESS:PORT; empty = none.")]
    public string DatagramSocket { get; set; } = DefaultSocket;

    /// <summary>File mode of the datagram socket.</summary>
    [Parameter("dgram_mode", Default = "0600", Min = 0, Max = ModeMask, Reloadable = false, Summary = "File mode of the datagram socket.")]
    public int DatagramMode { get; set; } = ReadWriteForUser;

    /// <summary>How many datagrams are worked on at a time.</summary>
    [Parameter("dgram_workers", Default = "1", Min = 1, Max = 64, Reloadable = false, Summary = "Requests by datagram that are worked on at a time.")]
    public int DatagramWorkers { get; set; } = 1;

    /// <summary>How long sending a reply may take.</summary>
    [Parameter("dgram_timeout", Default = "2000", Unit = "ms", Min = 1, Max = 3600000, Reloadable = false, Summary = "How long a reply waits for a client whose socket is full.")]
    public int DatagramTimeout { get; set; } = 2000;

    /// <summary>HEAD's TCP door.</summary>
    [Parameter("tcp_socket", Summary = "TCP socket for requests.", Refused = "a door of Kamailio 6; use HTTP or the datagram socket")]
    public string TcpSocket { get; set; } = string.Empty;

    private AccessToken Token { get; set; } = AccessToken.None;

    private string FifoUser { get; set; } = string.Empty;

    private string FifoGroup { get; set; } = string.Empty;

    private string DatagramUser { get; set; } = string.Empty;

    private string DatagramGroup { get; set; } = string.Empty;

    /// <summary>Sets what HTTP clients from elsewhere must show.</summary>
    [Parameter("token", Summary = "What an HTTP client that is not on this machine must send as Authorization: Bearer TOKEN: a text of 16 bytes or more, or file:PATH of a file whose first line it is. Without it such clients are refused.")]
    public string? SetToken(string text)
    {
        if (!AccessToken.TryRead(text, out var token, out var error))
            return error;

        Token = token;
        return null;
    }

    /// <summary>Owner of the FIFO.</summary>
    [Parameter("fifo_user", Reloadable = false, Summary = "User that owns the FIFO: name or number.")]
    public string? SetFifoUser(string name) => Set(name, text => FifoUser = text);

    /// <summary>The same by number.</summary>
    [Parameter("fifo_user", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetFifoUserId(long id) => Set(id.ToString(CultureInfo.InvariantCulture), text => FifoUser = text);

    /// <summary>Group of the FIFO.</summary>
    [Parameter("fifo_group", Reloadable = false, Summary = "Group of the FIFO: name or number.")]
    public string? SetFifoGroup(string name) => Set(name, text => FifoGroup = text);

    /// <summary>The same by number.</summary>
    [Parameter("fifo_group", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetFifoGroupId(long id) => Set(id.ToString(CultureInfo.InvariantCulture), text => FifoGroup = text);

    /// <summary>Owner of the datagram socket.</summary>
    [Parameter("dgram_user", Reloadable = false, Summary = "User that owns the datagram socket: name or number.")]
    public string? SetDatagramUser(string name) => Set(name, text => DatagramUser = text);

    /// <summary>The same by number.</summary>
    [Parameter("dgram_user", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetDatagramUserId(long id) => Set(id.ToString(CultureInfo.InvariantCulture), text => DatagramUser = text);

    /// <summary>Group of the datagram socket.</summary>
    [Parameter("dgram_group", Reloadable = false, Summary = "Group of the datagram socket: name or number.")]
    public string? SetDatagramGroup(string name) => Set(name, text => DatagramGroup = text);

    /// <summary>The same by number.</summary>
    [Parameter("dgram_group", Reloadable = false, Min = 0, Max = uint.MaxValue - 1L, Summary = "The same by number.")]
    public string? SetDatagramGroupId(long id) => Set(id.ToString(CultureInfo.InvariantCulture), text => DatagramGroup = text);

    private static string? Set(string name, Action<string> take)
    {
        take(name);
        return name.Length == 0 ? "found an empty text, expected a name or number" : null;
    }
}
