using System.Net.Sockets;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl;
using Signalbox.Modules.Ctl.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Ctl;

public sealed class ControlDoorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-ctl-").FullName;
    private readonly ControlDoors _doors = new();
    private BinrpcServer Server => new(new RpcDispatcher(new OneModule()), _doors);

    private ControlAddress Stream => new(ControlTransport.UnixStream, Path.Combine(_folder, "ctl"));

    private ControlAddress Datagram => new(ControlTransport.UnixDatagram, Path.Combine(_folder, "ctld"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_client_gets_values_structures_and_faults()
    {
        Open(Stream);
        using var client = BinrpcClient.Connect(Stream.Path, TimeSpan.FromSeconds(5));

        Assert.Equal("7\n2.500000\nabc\n", Print(client.Call("test.echo", ["7", "2.5", "abc"])));
        Assert.Equal(
            "{\n\tsocket: {\n\t\tproto: udp\n\t\tport: 5060\n\t}\n\tsocket: {\n\t\tproto: <null string>\n\t}\n\tlines: {\n\t\ta\n\t\tb\n\t}\n\tslots: {\n\t\t{\n\t\t\tname: x\n\t\t}\n\t}\n}\n",
            Print(client.Call("test.sockets", [])));
        Assert.Equal((500, "Ongoing reload"), Fault(client.Call("test.refuse", [])));
        Assert.Equal((500, "command nosuch not found"), Fault(client.Call("nosuch", [])));
        Assert.Equal((500, "the reply of test.large is larger than 1048576 bytes"), Fault(client.Call("test.large", [])));
        await _doors.ReleaseAsync(Stream);
    }

    [Theory]
    [InlineData("b1 00 05 01 51 78 00", "a1 30 23 00 20 01 90 91 1e 62 61 64 20 72 65 71 75 65 73 74 3a 20 63 6f 72 72 75 70 74 65 64 20 70 61 63 6b 65 74 00")]
    [InlineData("a1 10 03 01 21 78 00", "a1 30 23 01 20 01 90 91 1e 62 61 64 20 72 65 71 75 65 73 74 3a 20 63 6f 72 72 75 70 74 65 64 20 70 61 63 6b 65 74 00")]
    [InlineData("a1 00 02 01 10 01", "a1 30 33 01 20 01 90 91 2e 62 61 64 20 72 65 71 75 65 73 74 20 6d 65 74 68 6f 64 3a 20 72 65 63 6f 72 64 20 64 6f 65 73 6e 27 74 20 6d 61 74 63 68 20 74 79 70 65 00")]
    public async Task A_packet_that_makes_no_sense_is_refused_as_the_peer_does_and_the_stream_ends(string request, string reply)
    {
        Open(Stream);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        socket.Connect(new UnixDomainSocketEndPoint(Stream.Path));

        socket.Send(Bytes(request));

        Assert.Equal(Convert.ToHexString(Bytes(reply)), Convert.ToHexString(ReadToEnd(socket)));
        await _doors.ReleaseAsync(Stream);
    }

    [Fact]
    public async Task Requests_may_be_pipelined_and_cut_anywhere()
    {
        Open(Stream);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        socket.Connect(new UnixDomainSocketEndPoint(Stream.Path));
        var two = Bytes("a1 00 0e 51 91 0a 74 65 73 74 2e 65 63 68 6f 00 10 01 a1 00 0e 52 91 0a 74 65 73 74 2e 65 63 68 6f 00 10 02");

        for (var at = 0; at < two.Length; at++)
            socket.Send(two.AsSpan(at, 1));
        socket.Shutdown(SocketShutdown.Send);

        Assert.Equal("A110025110 01A110025210 02".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(ReadToEnd(socket)));
        await _doors.ReleaseAsync(Stream);
    }

    [Fact]
    public async Task A_datagram_is_answered_to_the_clients_own_path()
    {
        Open(Datagram);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 5000 };
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "me")));
        var target = new UnixDomainSocketEndPoint(Datagram.Path);
        socket.SendTo([1, 2, 3], target);

        socket.SendTo(Bytes("a1 00 0e 61 91 0a 74 65 73 74 2e 65 63 68 6f 00 10 07"), target);

        var buffer = new byte[100];
        var refused = buffer.AsSpan(0, socket.Receive(buffer)).ToArray();
        Assert.Equal(0x30, refused[1]);
        Assert.Equal("A11002611007", Convert.ToHexString(buffer.AsSpan(0, socket.Receive(buffer))));
        await _doors.ReleaseAsync(Datagram);
    }

    [Fact]
    public async Task A_datagram_client_that_never_reads_does_not_keep_others_waiting()
    {
        Open(Datagram);
        var target = new UnixDomainSocketEndPoint(Datagram.Path);
        var request = Bytes("a1 00 0e 61 91 0a 74 65 73 74 2e 65 63 68 6f 00 10 07");
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = 3000, ReceiveBufferSize = 4096 };
        deaf.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "deaf")));
        await Task.Run(() =>
        {
            try
            {
                for (var i = 0; i < 1200; i++)
                    deaf.SendTo(request, target);
            }
            catch (SocketException)
            {
                // The queue of the door is full while it waits for this client.
            }
        });

        using var client = BinrpcClient.Connect($"unixd:{Datagram.Path}", TimeSpan.FromSeconds(30));
        Assert.Equal("7\n", Print(client.Call("test.echo", ["7"])));
        await _doors.ReleaseAsync(Datagram);
    }

    [Fact]
    public async Task One_client_too_many_takes_the_place_of_the_one_that_is_silent_for_the_longest_time()
    {
        Open(Stream);
        var clients = new List<Socket>();
        for (var i = 0; i <= StreamDoor.MaxConnections; i++)
        {
            clients.Add(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 5000 });
            clients[^1].Connect(new UnixDomainSocketEndPoint(Stream.Path));
        }

        Assert.True(clients[0].Poll(5_000_000, SelectMode.SelectRead) && clients[0].Receive(new byte[1]) == 0);
        using (var last = BinrpcClient.Connect(Stream.Path, TimeSpan.FromSeconds(5)))
            Assert.Equal("7\n", Print(last.Call("test.echo", ["7"])));

        Assert.True(_doors.All[0].Clients.Count <= StreamDoor.MaxConnections);
        clients.ForEach(static client => client.Dispose());
        await _doors.ReleaseAsync(Stream);
    }

    [Fact]
    public async Task A_door_stays_open_until_its_last_generation_is_gone()
    {
        Open(Stream);
        Open(Stream);
        await _doors.ReleaseAsync(Stream);

        using (var client = BinrpcClient.Connect(Stream.Path, TimeSpan.FromSeconds(5)))
            Assert.Equal("1\n", Print(client.Call("test.echo", ["1"])));

        await _doors.ReleaseAsync(Stream);
        Assert.False(File.Exists(Stream.Path));
    }

    [Fact]
    public async Task A_stale_socket_is_replaced_and_a_live_one_is_left_alone()
    {
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // .NET deletes the name that it bound; a process that was killed leaves it behind.
            dead.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "x")));
            File.Move(Path.Combine(_folder, "x"), Stream.Path);
        }

        Open(Stream);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Stream.Path));
        var refused = Assert.Throws<ModuleStartException>(() => new ControlDoors().Acquire(Stream, new DoorOwner(UnixFileMode.UserRead, string.Empty, string.Empty), Server));
        Assert.Contains("another process listens there", refused.Message, StringComparison.Ordinal);
        await _doors.ReleaseAsync(Stream);
    }

    [Fact]
    public void A_client_from_elsewhere_shows_the_token_before_anything_else()
    {
        Assert.True(AccessToken.TryRead("0123456789abcdef", out var token, out _));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var client = new ControlClient(socket) { IsTrusted = false };
        _doors.Token = token;

        Assert.False(Ask(client, "test.echo", "7", out var refused));
        Assert.Equal("403 - clients that are not on this machine call ctl.token TOKEN first", refused);
        Assert.False(Ask(client, "ctl.token", "0123456789abcdeX", out _));
        Assert.True(Ask(client, "ctl.token", "0123456789abcdef", out _));
        Assert.True(Ask(client, "test.echo", "7", out var answer));
        Assert.Equal("7", answer);

        _doors.Token = AccessToken.None;
        Assert.False(Ask(new ControlClient(socket) { IsTrusted = false }, "ctl.token", "", out _));
    }

    private bool Ask(ControlClient client, string method, string word, out string text)
    {
        var body = new BinrpcWriter();
        body.Text(method);
        body.Text(word);
        var answer = new ByteWriter();
        var isOpen = Server.Answer(new BinrpcHeader(BinrpcPacketKind.Request, (uint)body.Body.Length, 1), body.Body, answer, client);
        BinrpcHeader.Read(answer.Written, out var header, out var consumed);
        var reader = new BinrpcReader(answer.Written[consumed..]);
        var values = new List<string>();
        while (reader.TryRead(out var record))
            values.Add(record.Display);

        text = string.Join(header.Kind == BinrpcPacketKind.Fault ? " - " : " ", values);
        return isOpen;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static (int Code, string Text) Fault(BinrpcReply reply) => (reply.FaultCode, reply.FaultText);

    private static string Print(BinrpcReply reply)
    {
        var output = new StringWriter { NewLine = "\n" };
        BinrpcText.Write(reply.Records, output);
        return output.ToString();
    }

    private static byte[] ReadToEnd(Socket socket)
    {
        var all = new List<byte>();
        var buffer = new byte[1000];
        while (socket.Receive(buffer) is var count and > 0)
            all.AddRange(buffer.AsSpan(0, count));

        return [.. all];
    }

    private void Open(ControlAddress address) => _doors.Acquire(address, new DoorOwner(UnixFileMode.UserRead | UnixFileMode.UserWrite, string.Empty, string.Empty), Server).Serve();
}
