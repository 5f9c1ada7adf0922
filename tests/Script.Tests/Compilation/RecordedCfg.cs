using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Tests.Parsing;
using Signalbox.Testing;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The server of the language's recordings: the modules of this build, and the lines that every recorded cfg begins with.</summary>
internal sealed class RecordedCfg
{
    /// <summary>The modules of every recording; those that only some tables have are left out.</summary>
    public const string LoadModules = "pv xlog sl tm tmx rr maxfwd textops textopsx siputils corex kex htable cfgutils sqlops cfg_rpc";

    /// <summary>The modules of the preprocessor's recordings.</summary>
    public const string AllModules = LoadModules + " ipops msrp json xhttp sdpops avpops";

    private const string Message =
        "INVITE sip:alice@example.test:5070;transport=udp;lab=1 SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 127.0.0.1:16161;branch=z9hG4bK-t1;rport\r\n"
        + "Max-Forwards: 68\r\n"
        + "From: \"Bob Q\" <sip:bob@caller.test:5080;user=phone>;tag=ft1\r\n"
        + "To: Alice <sip:alice@example.test;x=y>\r\n"
        + "Call-ID: cid-1@caller.test\r\n"
        + "CSeq: 17 INVITE\r\n"
        + "Contact: <sip:bob@127.0.0.1:16161;ob>;expires=300;q=0.5\r\n"
        + "Content-Length: 0\r\n\r\n";

    private readonly string _head;

    private readonly string _tail;

    public RecordedCfg(string modules)
    {
        _head = Head(modules);

        // The module wants its route as soon as it is loaded.
        _tail = modules.Contains("xhttp", StringComparison.Ordinal) ? "event_route[xhttp:request] { ; }\n" : string.Empty;
    }

    public LoopbackEngine Engine { get; } = new();

    public DiagnosticBag Diagnostics { get; } = new();

    public MemoryFiles Files { get; } = new();

    public string Report => string.Join("\n", Diagnostics.Items.Select(static item => item.Render()));

    public static ModuleCatalog Catalog { get; } = new([.. Signalbox.Engine.DeclaredModules.All, .. Signalbox.Modules.DeclaredModules.All, .. Signalbox.Modules.MySql.DeclaredModules.All], new Signalbox.Modules.Planned.PlannedModules());

    /// <summary>Loads the recorded lines with the row's behind them as <c>-c</c> does; null when the configuration is refused.</summary>
    public Snapshot? Load(string text, LoaderOptions? options = null) =>
        Source(text, options ?? new LoaderOptions { Path = "test.cfg", CheckOnly = true }).Load(1, Diagnostics);

    /// <summary>The findings of a configuration of these lines alone and an empty request_route.</summary>
    public static DiagnosticBag Check(string text)
    {
        var server = new RecordedCfg(string.Empty);
        server.Files.Files["test.cfg"] = $"{text}\nrequest_route {{ ; }}\n";
        new ConfigurationLoader(Catalog, server.Engine.Services, new LoaderOptions { Path = "test.cfg" }, server.Files).Load(1, server.Diagnostics);
        return server.Diagnostics;
    }

    /// <summary>Starts on the row's configuration, delivers the message of the recordings, and gives back what <c>P</c> printed.</summary>
    public async Task<string> PlayAsync(string text, LoaderOptions? options)
    {
        await Engine.StartAsync(Source(text, options));
        Engine.Deliver(Message, "127.0.0.1:16161", "udp:127.0.0.1:16160");
        await Engine.StopAsync();
        var printed = Engine.Log.Where(static line => line.Text.StartsWith("R|", StringComparison.Ordinal)).Select(static line => line.Text[2..]);
        return string.Join('\n', printed);
    }

    private ConfigurationLoader Source(string text, LoaderOptions? options)
    {
        Files.Files["test.cfg"] = _head + text + _tail;
        return new ConfigurationLoader(Catalog, Engine.Services, options ?? new LoaderOptions { Path = "test.cfg" }, Files);
    }

    private static string Head(string modules)
    {
        var head = new StringBuilder("listen=udp:127.0.0.1:16160\nalias=\"example.test\"\nserver_id=7\n");
        foreach (var module in modules.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            head.Append("loadmodule \"").Append(module).Append(".so\"\n");

        return head.Append("modparam(\"htable\",\"htable\",\"a=>size=4;\")\nmodparam(\"pv\",\"shvset\",\"seed=i:42\")\nmodparam(\"pv\",\"varset\",\"vseed=s:abc\")\n").ToString();
    }
}
