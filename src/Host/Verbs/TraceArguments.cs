using System.Globalization;
using Signalbox.Host.CommandLine;
using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Host.Verbs;

/// <summary>What stands behind <c>signalbox trace</c>.</summary>
internal sealed class TraceArguments
{
    /// <summary>How to use the verb.</summary>
    public const string Usage = """
        usage: signalbox trace list [DATABASE] [--limit N]
               signalbox trace show [DATABASE] CALLID [--script | --script-table T]
               signalbox trace export [DATABASE] CALLID --format pcapng|pcap|text|json [-o FILE]
          DATABASE, --db URL  sqlite:///path, postgres://user:password@host/db, mysql://user:password@host/db, or the path of a
                      SQLite file; without it the environment variable SIGNALBOX_TRACE_DB says it
          --table T   a table; repeat for more (default: sip_trace and sip_capture)
          --header H  a header that names the Call-ID of another leg; repeat for more (default: X-CID)
          --window S  seconds before and after the call in which other legs are looked for (default: 3600)
          --single    the messages with this Call-ID alone
          --script    the steps of the script between the messages, from the table script_trace (siptrace.start … script=on)
          --script-table T  as --script, from another table (parameter script_table of siptrace)
          --limit N   most messages, or calls of a list
        """;

    private const string Variable = "SIGNALBOX_TRACE_DB";
    private readonly List<string> _words = [];
    private readonly List<string> _tables = [];
    private readonly List<string> _headers = [];
    private string? _url;
    private int? _limit;
    private int? _window;
    private bool _isSingle;
    private string _stepTable = string.Empty;

    /// <summary>list, show or export.</summary>
    public string Action => _words.Count > 0 ? _words[0] : string.Empty;

    /// <summary>The Call-ID; empty for a list.</summary>
    public string CallId => Action == "list" ? string.Empty : _words[^1];

    /// <summary>The form of an export.</summary>
    public ExportFormat? Format { get; private set; }

    /// <summary>Where an export goes; null = standard output.</summary>
    public string? OutputFile { get; private set; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="CommandLineException">They cannot be understood.</exception>
    public static TraceArguments Parse(string[] arguments)
    {
        var read = new TraceArguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith('-'))
                read._words.Add(arguments[i]);
            else if (arguments[i] == "--single")
                read._isSingle = true;
            else if (arguments[i] == "--script")
                read._stepTable = read._stepTable.Length > 0 ? read._stepTable : "script_trace";
            else if (i + 1 == arguments.Length)
                throw new CommandLineException($"{arguments[i]}: the value is missing\n{Usage}");
            else
                read.Take(arguments[i], arguments[++i]);
        }

        read.Check();
        return read;
    }

    /// <summary>What is asked of the database.</summary>
    public TraceOptions ToOptions() => new()
    {
        Url = _url!,
        Tables = _tables,
        Headers = _headers.Count > 0 ? _headers : ["X-CID"],
        JoinsLegs = !_isSingle,
        StepTable = _stepTable,
        Window = TimeSpan.FromSeconds(_window ?? 3600),
        Limit = _limit ?? (Action == "list" ? TraceLimits.Calls : TraceLimits.Messages),
    };

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "--db":
                _url = value;
                break;
            case "--table":
                _tables.Add(value);
                break;
            case "--script-table":
                _stepTable = value;
                break;
            case "--header":
                _headers.Add(value);
                break;
            case "--limit":
                _limit = Number(name, value, TraceLimits.Most);
                break;
            case "--window":
                _window = Number(name, value, 366 * 86_400);
                break;
            case "-o":
                OutputFile = value;
                break;
            case "--format":
                Format = value switch
                {
                    "pcapng" => ExportFormat.Pcapng,
                    "pcap" => ExportFormat.Pcap,
                    "text" => ExportFormat.Text,
                    "json" => ExportFormat.Json,
                    _ => throw new CommandLineException($"--format {value}: expected pcapng, pcap, text or json"),
                };
                break;
            default:
                throw new CommandLineException($"unknown option {name}\n{Usage}");
        }
    }

    private void Check()
    {
        var most = Action switch { "list" => 2, "show" or "export" => 3, _ => 0 };
        if (_words.Count > most || _words.Count < most - 1 || most == 0)
            throw new CommandLineException(Usage);

        if (_stepTable.Length > 0 && Action != "show")
            throw new CommandLineException($"--script goes with show\n{Usage}");

        if (Action == "export" && Format is null)
            throw new CommandLineException($"--format is missing: pcapng, pcap, text or json\n{Usage}");

        if (_words.Count == most)
            _url = _words[1];

        _url ??= Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(_url))
            throw new CommandLineException($"no database: give --db URL, or set {Variable}");
    }

    private static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new CommandLineException($"{name} {value}: expected a number from 1 to {most}");
}
