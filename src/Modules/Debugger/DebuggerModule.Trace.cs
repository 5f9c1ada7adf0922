using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Debugger;

/// <content>A log line for each action of the script.</content>
internal sealed partial class DebuggerModule
{
    private const string UsualPrefix = "*** cfgtrace:";
    private StepLines _steps = null!;
    private SyslogFacility? _facility;

    /// <summary>Whether actions are logged from the start on.</summary>
    [Parameter("cfgtrace", Default = "0", Summary = "1: logs each action of scripts with file, line and name. dbg.trace switches it while the server runs.")]
    public bool CfgTrace { get; set; }

    /// <summary>Form of the lines.</summary>
    [Parameter("cfgtrace_format", Default = "0", Min = 0, Max = 1, Summary = "1: the lines do not name the file.")]
    public int CfgTraceFormat { get; set; }

    /// <summary>Level of the lines.</summary>
    [Parameter("log_level", Default = "-1", Min = -5, Max = 3, Summary = "Level of the lines, as the core parameter debug counts; -1 is error.")]
    public int LogLevel { get; set; } = LogLevels.Error;

    /// <summary>What stands for the name of the level.</summary>
    [Parameter("log_level_name", Default = "", Summary = "What the lines show for the name of their level, e.g. exec.")]
    public string LogLevelName { get; set; } = string.Empty;

    /// <summary>Before each line.</summary>
    [Parameter("log_prefix", Default = UsualPrefix, Summary = "Stands before each line.")]
    public string LogPrefix { get; set; } = UsualPrefix;

    /// <summary>Syslog facility of the lines; the server's when it is not set.</summary>
    [Parameter("log_facility", Summary = "Syslog facility of the lines, e.g. LOG_LOCAL5; otherwise the server's.")]
    public LogFacility LogFacility
    {
        get => new(_facility ?? SyslogFacility.Daemon);
        set => _facility = value.Value;
    }

    /// <summary>Whether assigned values are logged.</summary>
    [Parameter("log_assign", Default = "0", Summary = "1: logs the value of each assignment at debug level.")]
    public bool LogAssign { get; set; }

    private bool IsTracing => _state.IsTracing ?? CfgTrace;

    /// <inheritdoc />
    public bool Wants(RoutingContext context) => (IsTracing && log.IsEnabled(LogLevel)) || (LogAssign && log.IsEnabled(LogLevels.Debug));

    /// <inheritdoc />
    public void Stepped(RoutingContext context, in ScriptStep step)
    {
        if (IsTracing)
            _steps.Write(context, step);

        if (LogAssign && step.Kind == ScriptStepKind.Assignment)
            _steps.WriteValue(context, step);
    }
}
