using System.Text.Encodings.Web;
using System.Text.Json;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox reload [-s ADDRESS] [--check] [--force] [--diff] [--json]</c>.</summary>
internal sealed class ReloadVerb
{
    private const string Usage = "usage: signalbox reload [-s ADDRESS] [--token TOKEN] [--check] [--force] [--diff] [--json]";
    private readonly List<string> _words = [];
    private readonly RpcOptions _options;
    private bool _showsDifference;
    private bool _isJson;

    private ReloadVerb(string[] arguments)
    {
        _options = RpcOptions.Read(arguments);
        _isJson = _options.Form == RpcForm.Json;
        foreach (var argument in _options.Words)
            Take(argument);
    }

    /// <summary>Runs the verb; 0 when the configuration is live (or would be), 1 when it was refused.</summary>
    public static int Run(string[] arguments)
    {
        var verb = new ReloadVerb(arguments);
        return verb._showsDifference ? verb.ShowDifference() : verb.Reload();
    }

    private void Take(string argument)
    {
        switch (argument)
        {
            case "--diff":
                _showsDifference = true;
                break;
            case "--json":
                _isJson = true;
                break;
            case "check" or "--check" or "force" or "--force":
                _words.Add(argument.TrimStart('-'));
                break;
            default:
                throw new CommandLineException(Usage);
        }
    }

    private int Reload()
    {
        if (_isJson)
            return WriteResult(_words);

        return RpcVerb.Show(RpcVerb.Ask(_options, "core.reload", _words), RpcForm.Raw);
    }

    private int ShowDifference()
    {
        var reply = RpcVerb.Ask(_options, "core.reload_diff", []);
        if (reply.IsFault)
            return _isJson ? WriteResult(["check", "force"]) : RpcVerb.Show(reply, RpcForm.Raw);

        if (_isJson)
        {
            WriteJson(json =>
            {
                json.WriteStartArray();
                new RecordsJson(reply.Records).WriteAll(json);
                json.WriteEndArray();
            });
            return ExitStatus.Done;
        }

        foreach (var row in RowsOf(reply.Records))
            Console.Out.WriteLine(Line(row));

        return ExitStatus.Done;
    }

    // The outcome of this very request: between two calls somebody else may reload.
    private int WriteResult(IReadOnlyList<string> words)
    {
        var result = RpcVerb.Ask(_options, "core.reload", [.. words, "result"]);
        if (result.IsFault)
            return RpcVerb.Show(result, RpcForm.Raw);

        WriteJson(json => new RecordsJson(result.Records, "findings", "restart_required").WriteAll(json));
        foreach (var row in RowsOf(result.Records))
            return row["ok"] == "1" ? ExitStatus.Done : ExitStatus.Refused;

        return ExitStatus.Refused;
    }

    private static string Line(Dictionary<string, string> row)
    {
        var sign = row["change"] switch { "added" => '+', "removed" => '-', _ => '~' };
        var values = row["running"].Length + row["file"].Length > 0 ? $"  \"{row["running"]}\" -> \"{row["file"]}\"" : string.Empty;
        var place = row["class"] == "restart" && row["place"].Length > 0 ? $"  ({row["place"]})" : string.Empty;
        return $"{sign} {row["class"],-8} {row["kind"],-9} {row["name"]}{values}{place}";
    }

    private static IEnumerable<Dictionary<string, string>> RowsOf(IReadOnlyList<BinrpcRecord> records)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Type == BinrpcType.Name)
                row[records[i].Text] = records[i + 1].Display;

            if (records[i] is not { Type: BinrpcType.Structure, IsEnd: true })
                continue;

            yield return row;
            row = new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    private static void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);

        output.Write("\n"u8);
    }
}
