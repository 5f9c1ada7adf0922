using System.Globalization;

namespace Signalbox.Host.CommandLine;

/// <summary>What the peer's flags ask for.</summary>
internal sealed class ServerOptions
{
    /// <summary>Configuration file (<c>-f</c>).</summary>
    public string ConfigurationFile { get; set; } = "/etc/kamailio/kamailio.cfg";

    /// <summary>Only check the configuration (<c>-c</c>).</summary>
    public bool CheckOnly { get; set; }

    /// <summary>Only print the configuration after includes and conditional lines (<c>--cfg-print</c>).</summary>
    public bool PrintConfiguration { get; set; }

    /// <summary>Only print the version (<c>-v</c>, <c>-V</c>, <c>--version</c>).</summary>
    public bool ShowVersion { get; set; }

    /// <summary>Only print the help (<c>-h</c>, <c>--help</c>).</summary>
    public bool ShowHelp { get; set; }

    /// <summary>How many <c>-D</c>: one or two stay in the foreground, none or three go to the background.</summary>
    public int ForegroundLetters { get; set; }

    /// <summary>Log to stderr (<c>-E</c>).</summary>
    public bool LogToStderr { get; set; }

    /// <summary>Colours on stderr (<c>-e</c>).</summary>
    public bool LogInColour { get; set; }

    /// <summary>JSON lines from the first one on (<c>--log-engine=json</c>).</summary>
    public bool LogsAsJson { get; private set; }

    /// <summary>Log level of the command line (<c>-d</c>, <c>--debug</c>); null = that of the file.</summary>
    public int? LogLevel { get; set; }

    /// <summary>File for the process id (<c>-P</c>); empty = none.</summary>
    public string PidFile { get; set; } = string.Empty;

    /// <summary>Working folder (<c>-w</c>); empty = that of the cfg, else stay: paths in a cfg mean the same at start and at each reload.</summary>
    public string WorkingFolder { get; set; } = string.Empty;

    /// <summary>User to become (<c>-u</c>); empty = stay.</summary>
    public string User { get; set; } = string.Empty;

    /// <summary>Group to become (<c>-g</c>); empty = stay, or the user's own.</summary>
    public string Group { get; set; } = string.Empty;

    /// <summary><c>-A</c>, in order.</summary>
    public List<string> Defines { get; } = [];

    /// <summary><c>--subst</c>, <c>--substdef</c>, <c>--substdefs</c>, in order.</summary>
    public List<(string Kind, string Rule)> Substitutions { get; } = [];

    /// <summary><c>--loadmodule</c>, in order.</summary>
    public List<string> Modules { get; } = [];

    /// <summary><c>-l</c>, in order.</summary>
    public List<string> Listen { get; } = [];

    /// <summary>Statements of the cfg language that stand for flags; they come after the file and win over it.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Flags that are accepted and have no effect here, as written.</summary>
    public List<string> WithoutEffect { get; } = [];

    /// <summary>True when the server stays attached to its terminal.</summary>
    public bool InForeground => ForegroundLetters is 1 or 2;

    /// <summary>Adds a listener: <c>[proto:]address[:port][/advertised[:port]]</c>.</summary>
    public void AddListen(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        Listen.Add(slash < 0 ? text : $"{text[..slash]} advertise {text[(slash + 1)..]}");
    }

    /// <summary>Adds <c>name = value</c> for a flag with a number.</summary>
    public void AddNumber(string parameter, string flag, string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new CommandLineException($"bad number '{text}' for {flag}");

        Lines.Add($"{parameter}={number}");
    }

    /// <summary>Adds <c>name = "value"</c>.</summary>
    public void AddText(string parameter, string text) => Lines.Add($"{parameter}={Quote(text)}");

    /// <summary>Adds what <c>--log-engine=type:data</c> says.</summary>
    public void SetLogEngine(string text)
    {
        var parts = text.Split(':', 2);
        LogsAsJson = parts[0] == "json";
        AddText("log_engine_type", parts[0]);
        if (parts.Length > 1)
            AddText("log_engine_data", parts[1]);
    }

    /// <summary>Adds what <c>--modparam=module:name:s|i:value</c> says.</summary>
    public void AddModuleParameter(string text)
    {
        var parts = text.Split(':', 4);
        if (parts.Length < 4 || parts[2] is not ("s" or "i"))
            throw new CommandLineException($"invalid format for argument: {text}; expected --modparam=module:parameter:s|i:value");

        var value = parts[2] == "s" ? Quote(parts[3]) : parts[3];
        Lines.Add($"modparam({Quote(parts[0])}, {Quote(parts[1])}, {value})");
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
