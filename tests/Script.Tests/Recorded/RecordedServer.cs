using System.Text;
using Signalbox.Engine.Diagnostics;
using Signalbox.Testing;

namespace Signalbox.Script.Tests.Recorded;

/// <summary>One server with all rows of a table as routes, as they were recorded; each row is asked for by a message.</summary>
internal sealed class RecordedServer
{
    private const int Uac = 16161;
    private readonly Dictionary<string, (string Text, string ReturnCode)> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <summary>Runs all rows that must load.</summary>
    public RecordedServer(IReadOnlyList<RecordedRow> rows)
    {
        var live = rows.Where(static row => !row.IsRefused).ToList();
        RemoveRefused(live);
        var engine = new LoopbackEngine();
        engine.StartAsync(CfgSource.Make(Cfg(live), engine.Services)).GetAwaiter().GetResult();
        foreach (var row in live)
        {
            engine.Log.Clear();
            engine.Deliver(RecordedProbe.Message(row.Id, Uac), $"127.0.0.1:{Uac}");
            Keep(row, [.. engine.Log.Select(static line => line.Text)]);
        }

        engine.StopAsync().GetAwaiter().GetResult();
    }

    /// <summary>What a row printed and the code it left, or why it was refused.</summary>
    public (string Text, string ReturnCode) Result(string id) =>
        _refused.TryGetValue(id, out var problem) ? ($"<refused> {problem}", "-") : _results[id];

    /// <summary>What is wrong with a row on its own; empty when it loads and starts.</summary>
    public static string Refusal(RecordedRow row, string head = "")
    {
        var diagnostics = Load([row], head);
        return diagnostics.HasErrors ? string.Join('\n', diagnostics.Items.Select(static item => item.Render())) : string.Empty;
    }

    private void RemoveRefused(List<RecordedRow> rows)
    {
        var starts = new List<int>();
        var line = Cfg([]).Split("request_route", 2)[0].Count(static c => c == '\n') + 1;
        foreach (var row in rows)
        {
            starts.Add(line);
            line += row.Route.Count(static c => c == '\n');
        }

        foreach (var item in Load(rows).Items.Where(static item => item.Rule.Severity == Severity.Error && item.Span is not null))
        {
            var index = starts.FindLastIndex(start => start <= item.Span!.Value.Line);
            if (index >= 0)
                _refused[rows[index].Id] = item.Render();
        }

        rows.RemoveAll(row => _refused.ContainsKey(row.Id));
    }

    private static DiagnosticBag Load(IReadOnlyList<RecordedRow> rows, string head = "")
    {
        var engine = new LoopbackEngine();
        var diagnostics = new DiagnosticBag();
        using var source = new CfgSource(head + Cfg(rows), engine.Services);
        source.Load(1, diagnostics);
        return diagnostics;
    }

    private void Keep(RecordedRow row, List<string> lines)
    {
        var said = lines.Where(static line => line.Contains("R|", StringComparison.Ordinal)).Select(static line => line[(line.IndexOf("R|", StringComparison.Ordinal) + 2)..]).ToList();
        var code = "-";
        if (said.Count > 0 && said[^1].StartsWith("END rc=", StringComparison.Ordinal))
        {
            code = said[^1][7..];
            said.RemoveAt(said.Count - 1);
        }

        _results[row.Id] = (string.Join('\n', said).TrimEnd(), code);
    }

    private static string Cfg(IReadOnlyList<RecordedRow> rows)
    {
        var cfg = new StringBuilder(RecordedProbe.Head).Append("listen=udp:127.0.0.1:16160\n");
        foreach (var row in rows)
            cfg.Append(row.Route);

        return cfg.Append("request_route {\n route(\"\" + $hdr(X-Test));\n xlog(\"L_NOTICE\",\"R|END rc=$rc\\n\");\n exit;\n}\n").ToString();
    }
}
