using Signalbox.Interop.Tests.Databases;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>Two Kamailio servers as gateways behind <c>examples/dispatcher.cfg</c>, run by this server and by Kamailio.</summary>
public sealed class DispatcherTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sbx-dispatcher-");
    private readonly int _first = Ports.Free();
    private readonly int _second = Ports.Free();

    private string List => Path.Combine(_folder.FullName, "dispatcher.list");

    public void Dispose() => _folder.Delete(recursive: true);

    [ToolFact("kamailio")]
    public void A_call_goes_to_the_gateway_that_Kamailio_would_take()
    {
        WriteList();
        using var first = StartGateway(_first);
        using var second = StartGateway(_second);
        using var server = RunningServer.Start(RunningServer.Example("dispatcher.cfg"), Flags());
        var peerPort = Ports.Free();
        using var peer = Peer.Start("dispatcher.cfg", _folder.FullName, peerPort, Flags());

        var ours = Enumerable.Range(0, 20).Select(i => Ask(server.Port, $"call-{i}")).ToList();

        Assert.Equal(Enumerable.Range(0, 20).Select(i => Ask(peerPort, $"call-{i}")), ours);
        Assert.Equal(2, ours.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ListOf(Path.Combine(_folder.FullName, "ctl")), ListOf(server.ControlSocket));
        peer.Terminate();
        server.Stop();
    }

    [ToolFact("kamailio")]
    public void Calls_go_on_to_the_other_gateway_when_one_stops_and_come_back_when_it_returns()
    {
        WriteList();
        using var first = StartGateway(_first);
        using var second = StartGateway(_second);
        using var server = RunningServer.Start(RunningServer.Example("dispatcher.cfg"), [.. Flags(), "-A", "ALGORITHM=\"8\"", "-A", "PING_SECONDS=1"]);
        Until(server, () => States(server) == $"{_second} AP, {_first} AP");
        Assert.Equal($"200 gateway {_second}", Ask(server.Port, "before"));

        // The one that is left answers whether or not the loss of the other was noticed by then.
        second.Terminate();
        Assert.Equal($"200 gateway {_first}", Ask(server.Port, "while"));
        Until(server, () => States(server) == $"{_second} IP, {_first} AP");
        Assert.Equal($"200 gateway {_first}", Ask(server.Port, "after"));

        using var back = StartGateway(_second);
        Until(server, () => States(server) == $"{_second} AP, {_first} AP");
        Assert.Equal($"200 gateway {_second}", Ask(server.Port, "back"));
        server.Stop();
        Assert.Contains($"gateway sip:127.0.0.1:{_second} is down: 4", server.Log, StringComparison.Ordinal);
        Assert.Contains($"gateway sip:127.0.0.1:{_second} is up", server.Log, StringComparison.Ordinal);
    }

    [ToolFact("mariadbd", "mariadb")]
    public void Destinations_come_from_MariaDB() => ReadFrom(isMaria: true, "db_mysql");

    [ToolFact("runuser", "psql")]
    public void Destinations_come_from_PostgreSQL() => ReadFrom(isMaria: false, "db_postgres");

    private void ReadFrom(bool isMaria, string module)
    {
        using var database = DatabaseServer.Start(isMaria);
        var (code, output) = Tool.Run(60, SignalboxBinary.Path, _folder.FullName, "db", "create", "--url", database.Url);
        Assert.True(code == 0, output);
        database.Query($"insert into dispatcher(setid, destination, flags, priority, attrs, description) values(1, 'sip:127.0.0.1:{_first}', 0, -5, 'duid=a;weight=50', ''), (1, 'sip:127.0.0.1:{_second}', 9, 0, '', 'second')");
        var cfg = Path.Combine(_folder.FullName, "db.cfg");
        File.WriteAllText(cfg, $"loadmodule \"{module}.so\"\ninclude_file \"{RunningServer.Example("dispatcher.cfg")}\"\nmodparam(\"dispatcher\", \"db_url\", \"{database.Url}\")\nmodparam(\"dispatcher\", \"reload_delta\", 0)\n");
        using var server = RunningServer.Start(cfg, Flags());
        Until(server, () => States(server) == $"{_second} IP, {_first} AX");

        database.Query("update dispatcher set flags = 4 where priority = -5");
        Assert.False(server.Call("dispatcher.reload").IsFault);
        Assert.Equal($"{_second} IP, {_first} DX", States(server));
        database.Query("drop table dispatcher");
        Assert.True(server.Call("dispatcher.reload").IsFault);
        Assert.Equal($"{_second} IP, {_first} DX", States(server));
        Assert.DoesNotContain("kamailiorw", server.Log, StringComparison.Ordinal);
        server.Stop();
    }

    private void WriteList() => File.WriteAllText(List, $"1 sip:127.0.0.1:{_first}\n1 sip:127.0.0.1:{_second} 0 10\n");

    private string[] Flags() => ["-A", $"LIST=\"{List}\""];

    private Tool StartGateway(int port)
    {
        var cfg = Path.Combine(_folder.FullName, $"{port}.cfg");
        File.WriteAllText(cfg, $"listen=udp:127.0.0.1:{port}\nchildren=1\nloadmodule \"sl.so\"\nrequest_route {{ sl_send_reply(\"200\", \"gateway {port}\"); }}\n");
        var work = Directory.CreateDirectory(Path.Combine(_folder.FullName, $"run-{Guid.NewGuid():N}")).FullName;
        var tool = Tool.Start("kamailio", work, "-f", cfg, "-x", "fm", "-X", "fm", "-m", "64", "-DD", "-E", "-Y", work);
        for (var i = 0; i < 200 && !Ports.IsBound(port); i++)
        {
            Assert.False(tool.HasEnded, tool.Output);
            Thread.Sleep(50);
        }

        return tool;
    }

    // Status and reason of the last answer.
    private static string Ask(int port, string callId)
    {
        using var phone = new Phone(port);
        phone.Send(phone.Request("MESSAGE", $"sip:bob@127.0.0.1:{port}", callId, string.Empty));
        string answer;
        do
        {
            answer = phone.Receive();
        }
        while (answer.StartsWith("SIP/2.0 1", StringComparison.Ordinal));

        return answer.Split("\r\n")[0]["SIP/2.0 ".Length..];
    }

    private static string States(RunningServer server) => string.Join(", ", ListOf(server.ControlSocket).Split('\n').Chunk(2).Select(static pair => string.Join(' ', pair).Split(':')[^1]));

    // URI and flags of each destination, a line each.
    private static string ListOf(string socket)
    {
        using var client = BinrpcClient.Connect(socket, TimeSpan.FromSeconds(20));
        var records = client.Call("dispatcher.list", []).Records;
        return string.Join('\n', records.Zip(records.Skip(1)).Where(static pair => pair.First.Text is "URI" or "FLAGS").Select(static pair => pair.Second.Text));
    }

    private static void Until(RunningServer server, Func<bool> condition)
    {
        for (var i = 0; i < 400 && !condition(); i++)
            Thread.Sleep(50);

        Assert.True(condition(), $"{States(server)}\n{server.Log}");
    }
}
