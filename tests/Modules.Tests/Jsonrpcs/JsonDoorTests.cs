using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;
using Signalbox.Modules.Jsonrpcs;
using Signalbox.Modules.Tests.Ctl;

namespace Signalbox.Modules.Tests.Jsonrpcs;

public sealed class JsonDoorTests : IDisposable
{
    private const string Echo = "{\"jsonrpc\":\"2.0\",\"method\":\"test.echo\",\"params\":[7],\"id\":1";
    private const string Seven = "{\"jsonrpc\":\"2.0\",\"result\":[7],\"id\":1}";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly DoorOwner Owner = new(UnixFileMode.UserRead | UnixFileMode.UserWrite, "", "");
    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-json-").FullName;
    private readonly JsonServer _server = new(new RpcDispatcher(new OneModule()), isPretty: false, NullLogger.Instance);

    private string Fifo => Path.Combine(_folder, "rpc.fifo");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_request_by_fifo_is_answered_in_the_fifo_of_the_client()
    {
        await using var door = new FifoDoor(Fifo, _folder, Owner, _server, NullLogger.Instance);
        door.Serve();

        Assert.Equal(Seven, await AskAsync("mine", $"{Echo},\"reply_name\":\"mine\"}}\n"));
        Assert.Equal(Seven, await AskAsync("mine2", $"\n{Echo},\n\"reply_name\":\"mine2\"}}"));
        Assert.Equal(Seven, await AskAsync("mine3", $"[{{}}]\n{Echo},\"reply_name\":\"../mine3\"}}\n{Echo},\"reply_name\":\"mine3\"}}\n"));
    }

    [Fact]
    public async Task The_fifo_has_its_mode_is_gone_at_the_end_and_is_not_taken_from_a_living_process()
    {
        await using (var door = new FifoDoor(Fifo, _folder, Owner, _server, NullLogger.Instance))
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(Owner.Mode, File.GetUnixFileMode(Fifo));
            var refused = Assert.Throws<ModuleStartException>(() => new FifoDoor(Fifo, _folder, Owner, _server, NullLogger.Instance));
            Assert.Contains("another process reads it", refused.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Fifo));
        Assert.Equal(0, LibraryCalls.MakeFifo(Fifo, 0x180));
        await using (var door = new FifoDoor(Fifo, _folder, Owner, _server, NullLogger.Instance))
            Assert.True(File.Exists(Fifo));

        await File.WriteAllTextAsync(Fifo, "a file of somebody");
        Assert.Contains("there is a file of that name", Assert.Throws<ModuleStartException>(() => new FifoDoor(Fifo, _folder, Owner, _server, NullLogger.Instance)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_goes_into_no_file_and_through_no_link()
    {
        var secret = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(secret, "before");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), secret);

        Assert.NotNull(ReplyFifo.Write(secret, [1, 2, 3], 3));
        Assert.NotNull(ReplyFifo.Write(Path.Combine(_folder, "link"), [1, 2, 3], 3));
        Assert.NotNull(ReplyFifo.Write(Path.Combine(_folder, "nosuch"), [1, 2, 3], 3));
        Assert.Equal("before", await File.ReadAllTextAsync(secret));
    }

    [Fact]
    public async Task A_datagram_is_answered_to_its_sender()
    {
        var address = new DatagramAddress("d", Path.Combine(_folder, "d.sock"), null);
        using var client = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        client.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "me")));
        await using (var door = new DatagramDoor(address, Owner, 2, Patience, _server))
        {
            door.Serve();
            client.SendTo("nonsense"u8, new UnixDomainSocketEndPoint(address.Path!));
            client.SendTo(Encoding.Latin1.GetBytes(Echo + "}\n"), new UnixDomainSocketEndPoint(address.Path!));
            Assert.Equal(Seven, Receive(client));
        }

        Assert.False(File.Exists(address.Path));
    }

    [Fact]
    public async Task A_datagram_client_that_never_reads_is_waited_for_once()
    {
        var address = new DatagramAddress("d", Path.Combine(_folder, "d.sock"), null);
        await using var door = new DatagramDoor(address, Owner, 1, TimeSpan.FromSeconds(2), _server);
        door.Serve();
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "deaf")));
        for (var i = 0; i < 60; i++)
            deaf.SendTo(Encoding.Latin1.GetBytes(Echo + "}"), new UnixDomainSocketEndPoint(address.Path!));

        // Two seconds for each of the fifty that do not fit into its queue would be too long.
        using var client = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 15_000 };
        client.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "me")));
        client.SendTo(Encoding.Latin1.GetBytes(Echo + "}"), new UnixDomainSocketEndPoint(address.Path!));
        Assert.Equal(Seven, Receive(client));
    }

    [Fact]
    public async Task A_datagram_over_udp_is_answered_too()
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        using var reserve = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        reserve.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)reserve.LocalEndPoint!).Port;
        reserve.Dispose();
        Assert.True(DatagramAddress.TryParse($"udp:127.0.0.1:{port}", "/run", out var address, out _));
        await using var door = new DatagramDoor(address, Owner, 1, Patience, _server);
        door.Serve();

        client.SendTo(Encoding.Latin1.GetBytes(Echo + "}"), address.EndPoint!);

        Assert.Equal(Seven, Receive(client));
    }

    [Theory]
    [InlineData("")]
    [InlineData("udp:localhost")]
    [InlineData("udp:127.0.0.1")]
    [InlineData("udp:127.0.0.1:0")]
    public void An_address_that_cannot_be_used_is_refused(string text) => Assert.False(DatagramAddress.TryParse(text, "/run", out _, out _));

    private static string Receive(Socket socket)
    {
        var buffer = new byte[1000];
        return Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer));
    }

    private async Task<string> AskAsync(string name, string request)
    {
        var path = Path.Combine(_folder, name);
        Assert.Equal(0, LibraryCalls.MakeFifo(path, 0x180));
        await File.AppendAllTextAsync(Fifo, request);
        return await Task.Run(() => File.ReadAllText(path)).WaitAsync(Patience);
    }
}
