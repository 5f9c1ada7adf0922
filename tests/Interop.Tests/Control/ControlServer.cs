using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>The server of golden/control on the ports of the recording, in a folder of its own.</summary>
internal sealed class ControlServer : IDisposable
{
    /// <summary>The port of SIP.</summary>
    public const int Port = 17060;

    /// <summary>The port of BINRPC.</summary>
    public const int BinrpcPort = 17049;

    private const int CallerPort = 17170;
    private const int CalleePort = 17171;
    private readonly Tool _process;

    public ControlServer()
    {
        Folder = Directory.CreateTempSubdirectory("sbx-control-").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases", "control")))
            File.WriteAllText(Path.Combine(Folder, Path.GetFileName(file)), File.ReadAllText(file).Replace("FOLDER", Folder, StringComparison.Ordinal));

        TlsFiles.Write(Folder);
        Assert.Equal(0, Tool.Run(20, SignalboxBinary.Path, Folder, "db", "create", "--url", $"sqlite:///{Folder}/auth.db").ExitCode);
        _process = Tool.Start(SignalboxBinary.Path, Folder, "-f", Path.Combine(Folder, "server.cfg"), "-DD", "-E", "-Y", Folder, "-w", "/");
        for (var i = 0; i < 400 && !IsReady && !_process.HasEnded; i++)
            Thread.Sleep(25);

        if (!IsReady)
            throw new InvalidOperationException($"the server is not ready:\n{Log}");
    }

    /// <summary>Its folder: sockets, FIFO, files.</summary>
    public string Folder { get; }

    /// <summary>What it logged.</summary>
    public string Log => _process.Output;

    /// <summary>True when it ended by itself.</summary>
    public bool HasEnded => _process.HasEnded;

    /// <summary>Memory in RAM, in KiB.</summary>
    public int ResidentKilobytes => _process.ResidentKilobytes;

    private bool IsReady => Ports.IsBound(Port) && Ports.IsListening(Port) && Ports.IsListening(BinrpcPort) && File.Exists(Path.Combine(Folder, "kamailio_rpc.sock"));

    /// <summary>Runs <c>kamcmd</c> at an address of this server.</summary>
    public (int ExitCode, string Output) Kamcmd(string address, params string[] words) => Tool.Run(20, "kamcmd", "/", ["-s", address, .. words]);

    /// <summary>Runs a recorded command line.</summary>
    public (int ExitCode, string Output) Run(RecordedCommand command)
    {
        var words = command.Words;
        var (code, output) = words[0] == "kamcmd"
            ? Kamcmd($"unix:{Folder}/ctl", [.. words.Skip(1)])
            : Tool.Run(30, "env", "/", [$"RPCFIFOPATH={Folder}/kamailio_rpc.fifo", "SIP_DOMAIN=example.test", .. words]);
        return (code, output.Replace(Folder, words[0] == "kamcmd" && words[1].StartsWith("ctl.", StringComparison.Ordinal) ? "/run/kamailio" : "/etc/kamailio", StringComparison.Ordinal));
    }

    /// <summary>What had happened before the recording: a registration, a call that was answered and one that rings.</summary>
    public void PlayTraffic()
    {
        using var caller = Bind(CallerPort);
        using var callee = Bind(CalleePort);
        Send(callee, "REGISTER sip:example.test", "bob", "bob", "reg-bob@t", "rt1", "REGISTER", $"Contact: <sip:bob@127.0.0.1:{CalleePort}>;q=0.5\r\nExpires: 600\r\nUser-Agent: ua-test\r\n");
        Receive(callee, "SIP/2.0 200");
        foreach (var (callId, tag, isAnswered) in ((string, string, bool)[])[("inv-1@t", "1", true), ("inv-2@t", "2", false)])
        {
            Send(caller, "INVITE sip:bob@example.test", "alice", "bob", callId, $"ft{tag}", "INVITE", $"Contact: <sip:alice@127.0.0.1:{CallerPort}>\r\n");
            var request = Receive(callee, "INVITE ");
            Reply(callee, request, "180 Ringing", $"tt{tag}");
            Receive(caller, "SIP/2.0 180");
            if (!isAnswered)
                continue;

            Reply(callee, request, "200 OK", $"tt{tag}");
            var route = Receive(caller, "SIP/2.0 200").Split("\r\n").First(static line => line.StartsWith("Record-Route:", StringComparison.Ordinal))["Record-".Length..];
            Send(caller, $"ACK sip:bob@127.0.0.1:{CalleePort}", "alice", "bob", callId, $"ft{tag}", "ACK", route + "\r\n", $";tag=tt{tag}");
            Receive(callee, "ACK ");
        }
    }

    /// <summary>Stops it in the orderly way; its exit status must be 0.</summary>
    public void Stop()
    {
        _process.Terminate();
        Assert.True(_process.ExitCode == 0, $"the server ended with status {_process.ExitCode}:\n{Log}");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static void Send(Socket from, string start, string user, string callee, string callId, string tag, string method, string headers, string toTag = "") => from.SendTo(
        Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{start} SIP/2.0\r\nVia: SIP/2.0/UDP {from.LocalEndPoint};branch=z9hG4bK{callId}{method}\r\nMax-Forwards: 70\r\nFrom: <sip:{user}@example.test>;tag={tag}\r\nTo: <sip:{callee}@example.test>{toTag}\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\n{headers}Content-Length: 0\r\n\r\n")),
        new IPEndPoint(IPAddress.Loopback, Port));

    private static void Reply(Socket from, string request, string status, string tag)
    {
        var kept = request.Split("\r\n").Where(static line => line.StartsWith("Via:", StringComparison.Ordinal) || line.StartsWith("Record-Route:", StringComparison.Ordinal)
            || line.StartsWith("From:", StringComparison.Ordinal) || line.StartsWith("Call-ID:", StringComparison.Ordinal) || line.StartsWith("CSeq:", StringComparison.Ordinal));
        from.SendTo(
            Encoding.ASCII.GetBytes($"SIP/2.0 {status}\r\n{string.Join("\r\n", kept)}\r\nTo: <sip:bob@example.test>;tag={tag}\r\nContact: <sip:bob@127.0.0.1:{CalleePort}>\r\nContent-Length: 0\r\n\r\n"),
            new IPEndPoint(IPAddress.Loopback, Port));
    }

    private static string Receive(Socket socket, string start)
    {
        var buffer = new byte[65536];
        while (true)
        {
            var text = Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer));
            if (text.StartsWith(start, StringComparison.Ordinal))
                return text;
        }
    }
}
