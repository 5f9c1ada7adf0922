using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dispatcher;

/// <summary>An engine with the module, a list file of its own, and what tests do with them.</summary>
internal sealed class DispatcherProbe : IAsyncDisposable
{
    /// <summary>The list with which Kamailio was recorded.</summary>
    public const string RecordedList = """
        # comment
        1 sip:127.0.0.1:7001 0 10 duid=a1;weight=50;rweight=10;maxload=2;foo=bar
        1 sip:127.0.0.1:7002 0 0 duid=a2;weight=30;rweight=20
        1 sip:127.0.0.1:7003 0 0 duid=a3;weight=20;rweight=30
        1 sip:127.0.0.1:7004 1 20 duid=a4
        2 sip:127.0.0.1:7011
        2 sip:127.0.0.1:7012
        2 sip:127.0.0.1:7013
        3 sip:gw.example.com:7021;transport=tcp 16
        3 sip:127.0.0.1:7022;transport=tcp 0 5
        3 sip:127.0.0.1 8 5 socket=udp:127.0.0.1:7700
        5 sip:127.0.0.1:7051 4
        7 sip:127.0.0.1:7071 0 30
        7 sip:127.0.0.1:7072 0 30
        7 sip:127.0.0.1:7073 0 30
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-dispatcher-").FullName;
    private readonly List<CfgSource> _sources = [];

    public LoopbackEngine Engine { get; } = new();

    /// <summary>Path of the list file.</summary>
    public string ListFile => Path.Combine(_folder, "dispatcher.list");

    /// <summary>Lines that the script wrote.</summary>
    public List<string> Lines => Engine.Log.ConvertAll(static line => line.Text);

    /// <summary>Starts with a list, parameters of the module as <c>name=value</c>, and a script.</summary>
    public async Task StartAsync(string list, string parameters, string script)
    {
        await File.WriteAllTextAsync(ListFile, list);
        var set = string.Concat(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static one => one.Split('=', 2))
            .Select(static pair => $"modparam(\"dispatcher\", \"{pair[0]}\", {(int.TryParse(pair[1], out _) ? pair[1] : $"\"{pair[1]}\"")})\n"));
        var modules = string.Concat("tm sl rr pv xlog textops siputils tmx corex".Split(' ').Select(static name => $"loadmodule \"{name}.so\"\n"));
        var source = new CfgSource(
            $"listen=udp:127.0.0.1:7700\n{modules}loadmodule \"dispatcher.so\"\nmodparam(\"dispatcher\", \"list_file\", \"{ListFile}\")\n{set}{script}\n", Engine.Services);
        _sources.Add(source);
        await Engine.StartAsync(source);
    }

    /// <summary>Starts with the recorded list and runs statements for every request.</summary>
    public Task StartAsync(string statements, string parameters = "flags=2 ds_hash_size=4") =>
        StartAsync(RecordedList, parameters, $"request_route {{\n{statements}\nexit;\n}}");

    /// <summary>A request.</summary>
    public void Deliver(string method = "MESSAGE", string callId = "c1", string headers = "", int port = 18101) => Engine.Deliver(
        $"{method} sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{callId}{method}\r\nFrom: <sip:alice@example.com>;tag=1\r\n"
        + $"To: <sip:bob@example.net>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\n{headers}Content-Length: 0\r\n\r\n",
        $"127.0.0.1:{port}");

    /// <summary>An answer to a request that went to a port.</summary>
    public bool Answer(int port, string status)
    {
        if (Engine.Take($"127.0.0.1:{port}")?.Text is not { } request)
            return false;

        var kept = request.Split("\r\n").Where(static line => line.Split(':')[0] is "Via" or "From" or "To" or "Call-ID" or "CSeq");
        Engine.Deliver($"SIP/2.0 {status}\r\n{string.Join("\r\n", kept)}\r\nContent-Length: 0\r\n\r\n", $"127.0.0.1:{port}");
        return true;
    }

    /// <summary>A command: its first line or struct, or code and text of the fault.</summary>
    public string Command(string words)
    {
        var call = Execute(words);
        return call.FaultCode != 0 ? $"{call.FaultCode} {call.FaultText}" : string.Join(" ", RpcText.Lines(call).Select(static line => line.Trim()));
    }

    public RpcCall Execute(string words) => Engine.Services.Get<RpcDispatcher>().Execute(words.Split(' ')[0], [.. words.Split(' ').Skip(1).Select(static word =>
        int.TryParse(word, out var number) ? RpcValue.Of(number) : RpcValue.Of(word))]);

    /// <summary>Sets and destinations: <c>1: 7001 AX, 7002 IP</c>, ports and states only.</summary>
    public string States()
    {
        var sets = Execute("dispatcher.list short").Rows[0].Members.Single(static one => one.Name == "RECORDS").Value.Members;
        return string.Join(" | ", sets.Select(static set => $"{Member(set.Value, "ID").ToText()}: " + string.Join(", ", Member(set.Value, "TARGETS").Members.Select(static target =>
            $"{Member(target.Value, "URI").ToText().Split(':', ';')[^1]} {Member(target.Value, "FLAGS").ToText()}"))));
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.StopAsync();
        foreach (var source in _sources)
            source.Dispose();

        Directory.Delete(_folder, recursive: true);
    }

    private static RpcValue Member(RpcValue row, string name) => row.Members.Single(one => one.Name == name).Value;
}
