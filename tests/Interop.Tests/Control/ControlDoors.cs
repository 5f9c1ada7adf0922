using System.Net;
using System.Net.Sockets;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>Carries bytes to the doors of a server and takes what comes back, without ever waiting for it.</summary>
internal sealed class ControlDoors : IDisposable
{
    private readonly ControlServer _server;
    private readonly Tool _reader;

    public ControlDoors(ControlServer server)
    {
        _server = server;
        ReplyName = $"sbx_fuzz_{Environment.ProcessId}";
        Assert.Equal(0, Tool.Run(10, "mkfifo", "/", ReplyPath).ExitCode);

        // Reads for ever, so that every reply finds its reader.
        _reader = Tool.Start("sh", "/", "-c", $"exec cat <> {ReplyPath} > /dev/null");
    }

    /// <summary>Name of the FIFO for replies.</summary>
    public string ReplyName { get; }

    private string ReplyPath => $"/tmp/{ReplyName}";

    /// <summary>Sends each message over a stream; a door that closes is opened again.</summary>
    public static void Stream(Func<Socket> open, IEnumerable<byte[]> messages)
    {
        var socket = open();
        var waste = new byte[65536];
        foreach (var message in messages)
        {
            try
            {
                socket.Send(message);
                while (socket.Available > 0 && socket.Receive(waste) > 0)
                {
                    // Replies are of no interest here.
                }
            }
            catch (SocketException)
            {
                socket.Dispose();
                socket = open();
            }
        }

        socket.Dispose();
    }

    /// <summary>A stream to the unix socket.</summary>
    public Socket OpenUnix() => Connect(new UnixDomainSocketEndPoint(Path.Combine(_server.Folder, "ctl")), ProtocolType.Unspecified);

    /// <summary>A TCP connection.</summary>
    public static Socket OpenTcp(int port) => Connect(new IPEndPoint(IPAddress.Loopback, port), ProtocolType.Tcp);

    /// <summary>Sends datagrams; what comes back stays in the socket.</summary>
    public void Datagrams(EndPoint door, IEnumerable<byte[]> messages)
    {
        using var socket = new Socket(door.AddressFamily, SocketType.Dgram, door is IPEndPoint ? ProtocolType.Udp : ProtocolType.Unspecified);
        var own = Path.Combine(_server.Folder, "fuzz.sock");
        File.Delete(own);
        socket.Bind(door is IPEndPoint ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(own));
        var waste = new byte[65536];
        foreach (var message in messages)
        {
            socket.SendTo(message, door);
            while (socket.Available > 0)
                socket.Receive(waste);
        }
    }

    /// <summary>The address of a unix socket of the server.</summary>
    public EndPoint At(string name) => new UnixDomainSocketEndPoint(Path.Combine(_server.Folder, name));

    /// <summary>Writes into a FIFO of the server.</summary>
    public void Fifo(string name, IEnumerable<byte[]> messages)
    {
        using var fifo = new FileStream(Path.Combine(_server.Folder, name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (var message in messages)
            fifo.Write(message);
    }

    public void Dispose()
    {
        _reader.Dispose();
        File.Delete(ReplyPath);
    }

    private static Socket Connect(EndPoint door, ProtocolType protocol)
    {
        var socket = new Socket(door.AddressFamily, SocketType.Stream, protocol) { SendTimeout = 10_000 };
        socket.Connect(door);
        return socket;
    }
}
