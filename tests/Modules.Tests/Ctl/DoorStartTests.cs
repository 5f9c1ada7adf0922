using System.Net.Sockets;
using System.Text;
using Signalbox.Modules.Ctl.Api;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Ctl;

/// <summary>Clients may come while the modules start: their commands wait, and see a server that has started.</summary>
public sealed class DoorStartTests : IDisposable
{
    private const string Json = "{\"jsonrpc\":\"2.0\",\"method\":\"test.started\",\"reply_name\":\"reply\",\"id\":1}\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _folder = Directory.CreateTempSubdirectory("signalbox-doors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("unix:{0}/ctl")]
    [InlineData("unixd:{0}/ctl")]
    public async Task A_command_by_binrpc_waits_until_all_modules_have_started(string address)
    {
        var place = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, _folder);
        var answer = await AskWhileStartingAsync($"loadmodule \"ctl.so\"\nmodparam(\"ctl\", \"binrpc\", \"{place}\")", () =>
        {
            using var client = BinrpcClient.Connect(place, Patience);
            return Task.FromResult(client.Call("test.started", []).Records.Single().Display);
        });

        Assert.Equal("yes", answer);
    }

    [Theory]
    [InlineData("loadmodule \"jsonrpcs.so\"\nmodparam(\"jsonrpcs\", \"transport\", 2)\nmodparam(\"jsonrpcs\", \"fifo_name\", \"{0}/fifo\")\nmodparam(\"jsonrpcs\", \"fifo_reply_dir\", \"{0}\")", Json, "\"result\":\"yes\"")]
    [InlineData("loadmodule \"mi_fifo.so\"\nmodparam(\"mi_fifo\", \"fifo_name\", \"{0}/fifo\")\nmodparam(\"mi_fifo\", \"reply_dir\", \"{0}\")", ":test.started:reply\n\n", "200 OK\n")]
    public async Task A_command_by_fifo_waits_until_all_modules_have_started(string modules, string request, string reply)
    {
        var path = Path.Combine(_folder, "reply");
        Assert.Equal(0, LibraryCalls.MakeFifo(path, 0x180));
        var answer = await AskWhileStartingAsync(modules.Replace("{0}", _folder, StringComparison.Ordinal), async () =>
        {
            await File.AppendAllTextAsync(Path.Combine(_folder, "fifo"), request);
            return await Task.Run(() => File.ReadAllText(path));
        });

        Assert.Contains(reply, answer.Replace("\n\t", string.Empty, StringComparison.Ordinal).Replace("\t", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("yes", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_by_datagram_waits_until_all_modules_have_started()
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        client.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "me")));
        var modules = $"loadmodule \"jsonrpcs.so\"\nmodparam(\"jsonrpcs\", \"transport\", 4)\nmodparam(\"jsonrpcs\", \"dgram_socket\", \"{_folder}/sock\")";
        var answer = await AskWhileStartingAsync(modules, () =>
        {
            client.SendTo(Encoding.ASCII.GetBytes(Json), new UnixDomainSocketEndPoint(Path.Combine(_folder, "sock")));
            var buffer = new byte[1000];
            return Task.FromResult(Encoding.ASCII.GetString(buffer, 0, client.Receive(buffer)));
        });

        Assert.Contains("\"yes\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doors_of_a_start_that_fails_close_without_an_answer()
    {
        var slow = new SlowModule();
        var engine = new LoopbackEngine();
        using var cfg = new CfgSource($"loadmodule \"mi_fifo.so\"\nmodparam(\"mi_fifo\", \"fifo_name\", \"{_folder}/fifo\")\nrequest_route {{ exit; }}\n", engine.Services);
        var start = engine.StartAsync(new OneMoreModule(cfg, slow));
        await File.AppendAllTextAsync(Path.Combine(_folder, "fifo"), ":test.started:\n\n");

        slow.Refuse("no");

        await Assert.ThrowsAnyAsync<Exception>(() => start);
        Assert.False(slow.WasAsked);
        Assert.False(File.Exists(Path.Combine(_folder, "fifo")));
    }

    private static async Task<string> AskWhileStartingAsync(string modules, Func<Task<string>> ask)
    {
        var slow = new SlowModule();
        var engine = new LoopbackEngine();
        using var cfg = new CfgSource($"{modules}\nrequest_route {{ exit; }}\n", engine.Services);
        var start = engine.StartAsync(new OneMoreModule(cfg, slow));
        var answer = Task.Run(ask);

        // Time for a door that does not wait to give the wrong answer; one that waits is right however long this takes.
        await Task.WhenAny(answer, Task.Delay(300));
        Assert.False(slow.WasAsked);
        slow.Go();
        await start;
        var text = await answer.WaitAsync(Patience);
        await engine.StopAsync();
        return text;
    }
}
