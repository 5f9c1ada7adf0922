using System.Globalization;
using Signalbox.Engine.Diagnostics;
using Signalbox.Testing;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>One server with the real modules that plays all rows of the recorded tables, each by the message of the recordings.</summary>
public sealed class RecordedServer : IAsyncLifetime
{
    private const string Source = "127.0.0.1:16161";

    private static readonly string Head = $$"""
        #!KAMAILIO
        debug=1
        children=1
        dns=no
        rev_dns=no
        server_id=7
        listen=udp:127.0.0.1:16160
        alias="example.test"
        {{Loads("pv xlog sl tm tmx rr maxfwd textops textopsx siputils corex kex htable cfgutils ipops sqlops msrp json xhttp sdpops avpops cfg_rpc")}}
        event_route[xhttp:request] { xhttp_reply("200","OK","text/plain","x"); }
        modparam("htable","htable","a=>size=4;")
        modparam("pv","shvset","seed=i:42")
        modparam("pv","varset","vseed=s:abc")

        """;

    private const string Tail = """
        request_route {
          route("" + $hdr(X-Test));
          xlog("L_NOTICE","R|END rc=$rc\n");
          exit;
        }
        """;

    private readonly Dictionary<string, (string Printed, string Code)> _results = new(StringComparer.Ordinal);

    /// <summary>Rows of both tables.</summary>
    internal static IReadOnlyList<RecordedRow> Rows { get; } =
        [.. TableFile.Rows("Cases/semantics.tsv").Concat(TableFile.Rows("Cases/pv-transformations.tsv")).Select(static row => new RecordedRow(row))];

    /// <summary>What a row printed, and the return code after it: "-" when the script ended.</summary>
    internal (string Printed, string Code) this[string id] => _results[id];

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var played = Rows.Where(static row => !row.IsRejected).ToList();
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Head}{string.Concat(played.Select(static row => row.Route()))}{Tail}", engine.Services);
        await engine.StartAsync(source);
        var message = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Cases/recorded-message.sip"));
        message = message.Replace("\n", "\r\n", StringComparison.Ordinal);
        for (var i = 0; i < played.Count; i++)
        {
            engine.Log.Clear();
            engine.Deliver(message.Replace("@TEST@", played[i].Id, StringComparison.Ordinal).Replace("@N@", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), Source);
            _results[played[i].Id] = Read(engine.Log);
        }

        await engine.StopAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Loads a row alone.</summary>
    /// <returns>The errors; empty when it loads.</returns>
    internal static async Task<string> LoadAsync(RecordedRow row)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Head}{row.Route()}{Tail}", engine.Services);
        var found = new DiagnosticBag();
        if (source.Load(1, found) is null)
            return string.Join("\n", found.Items.Select(static item => item.Render()));

        try
        {
            await engine.StartAsync(source);
            await engine.StopAsync();
            return string.Empty;
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    private static (string Printed, string Code) Read(List<(int Level, string Text)> log)
    {
        var lines = log.ConvertAll(static line => line.Text).FindAll(static line => line.StartsWith("R|", StringComparison.Ordinal)).ConvertAll(static line => line[2..]);
        var code = "-";
        if (lines.Count > 0 && lines[^1].StartsWith("END rc=", StringComparison.Ordinal))
        {
            code = lines[^1][7..];
            lines.RemoveAt(lines.Count - 1);
        }

        return (string.Join("\n", lines).TrimEnd(), code);
    }

    private static string Loads(string names) => string.Join("\n", names.Split(' ').Select(static name => $"loadmodule \"{name}.so\""));
}
