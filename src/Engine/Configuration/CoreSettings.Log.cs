using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <content>The log: engine, file, levels of modules.</content>
public sealed partial class CoreSettings
{
    private const int LowestLevel = -5;
    private const int HighestLevel = 9;

    /// <summary>How lines are written: empty, or <c>json</c>.</summary>
    [Parameter("log_engine_type", Default = "", Summary = "How log lines are written to stderr or a file: json, one object a line; anything else is text.", Reloadable = false)]
    public string LogEngine { get; set; } = string.Empty;

    /// <summary>Flags of the log engine.</summary>
    [Parameter("log_engine_data", Default = "", Summary = "Flags of the log engine json: A no prefix member; M and N are accepted.", Reloadable = false)]
    public string LogEngineFlags { get; set; } = string.Empty;

    /// <summary>A file for the log; empty = syslog or stderr.</summary>
    [Parameter("log_file", Default = "", Summary = "File that the log is added to instead of syslog; SIGHUP opens it again. This parameter is ours.", Reloadable = false)]
    public string LogFile { get; set; } = string.Empty;

    /// <summary>Levels of modules that differ from <see cref="Debug"/>, and facilities that differ from <see cref="LogFacility"/>.</summary>
    public ModuleLogs ModuleLogs { get; } = new();

    /// <summary>Gives a module a level of its own.</summary>
    [Parameter("log_level_of", Summary = "Log level of one module, e.g. tm=3; core is the engine, script the routes; may be given several times. This parameter is ours.")]
    public string? SetLogLevel(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1 || !IntegerText.TryParse(text[(equals + 1)..].Trim(), out var level) || level is < LowestLevel or > HighestLevel)
            return $"found \"{text}\", expected MODULE=LEVEL with a level from {LowestLevel} to {HighestLevel}";

        ModuleLogs.Configure(text[..equals].Trim(), (int)level);
        return null;
    }
}
