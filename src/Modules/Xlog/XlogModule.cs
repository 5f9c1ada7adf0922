using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Xlog;

/// <summary>Script logging with variables.</summary>
[Module("xlog", Summary = "Logs text with variables.")]
[Parameter("force_color", Kind = ParameterKind.Integer, Default = "0", Summary = "Colours although the log goes to syslog.", NoEffect = "$C always writes its colours")]
[Parameter("long_format", Kind = ParameterKind.Integer, Default = "0", Summary = "xlogl names the file and line.", NoEffect = "functions do not know where they are called")]
[Parameter("log_colors", Kind = ParameterKind.Text, Summary = "Colours of a level.", NoEffect = "the colours of -e are fixed")]
[Parameter("prefix_mode", Kind = ParameterKind.Integer, Default = "0", Summary = "1 = variables in the prefix.", NoEffect = "the prefix is constant; log_prefix takes variables")]
internal sealed partial class XlogModule(IScriptLog log) : IModule
{
    private LogLabel _label;
    private byte[] _head = IScriptLog.UsualHead.ToArray();

    /// <summary>Longest line.</summary>
    [Parameter("buf_size", Default = "4096", Unit = "bytes", Summary = "Longest line; the rest is cut off.", Min = 64, Max = 1048576)]
    public int BufferBytes { get; set; } = 4096;

    /// <summary>Before each line.</summary>
    [Parameter("prefix", Default = "<script>: ", Summary = "Stands before each line.")]
    public string Prefix
    {
        get => Latin1.ToText(_head);
        set => _head = Latin1.ToBytes(value);
    }

    /// <summary>Syslog facility of script lines; the server's when it is not set.</summary>
    [Parameter("log_facility", Summary = "Syslog facility of script lines, e.g. LOG_LOCAL7; otherwise the server's.")]
    public LogFacility LogFacility
    {
        get => new(_label.Facility ?? SyslogFacility.Daemon);
        set => _label = new LogLabel(value.Value);
    }

    /// <summary>Methods that xlogm logs, as a sum of bits.</summary>
    [Parameter("methods_filter", Default = "-1", Summary = "Methods of the messages that xlogm logs, as a sum of method bits; -1 all.")]
    public int MethodsFilter { get; set; } = -1;

    [Function("xlog", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Logs at error level.")]
    public ReturnCode Log(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Error, text);

    [Function("xlog", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at a level: L_ALERT, L_BUG, L_CRIT2, L_CRIT, L_ERR, L_WARN, L_NOTICE, L_INFO, L_DBG.")]
    public ReturnCode Log(RoutingContext context, LogLevel level, ScriptValue text) => Write(context, level.Number, text);

    [Function("xlog", ConstantArguments = true, Routes = RouteKinds.Any, Kemi = "xlog_facility", Summary = "Logs at a level with a syslog facility.")]
    public ReturnCode Log(RoutingContext context, LogFacility facility, LogLevel level, ScriptValue text) => Write(context, level.Number, text, new LogLabel(facility.Value));

    [Function("xlogl", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "As xlog.")]
    public ReturnCode LogLine(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Error, text);

    [Function("xlogl", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "As xlog.")]
    public ReturnCode LogLine(RoutingContext context, LogLevel level, ScriptValue text) => Write(context, level.Number, text);

    [Function("xlogl", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "As xlog.")]
    public ReturnCode LogLine(RoutingContext context, LogFacility facility, LogLevel level, ScriptValue text) => Write(context, level.Number, text, new LogLabel(facility.Value));

    [Function("xlogm", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Logs each line of a text on its own.")]
    public ReturnCode LogLines(RoutingContext context, LogLevel level, ScriptValue text)
    {
        if (!log.IsEnabled(level.Number) || ((int)context.Message.Method & MethodsFilter) == 0)
            return ReturnCode.True;

        using var bytes = new ValueBytes(context.Worker, text);
        var limit = Math.Min(bytes.Span.Length, BufferBytes);
        foreach (var line in bytes.Span[..limit].Split((byte)'\n'))
        {
            var one = bytes.Span[line].TrimEnd((byte)'\r');
            if (!one.IsEmpty)
                log.Write(level.Number, _label, _head, one);
        }

        return ReturnCode.True;
    }

    [Function("xdbg", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at debug level.")]
    [Function("xdbgl", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Logs at debug level.")]
    public ReturnCode Debug(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Debug, text);

    [Function("xinfo", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at info level.")]
    public ReturnCode Info(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Info, text);

    [Function("xnotice", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at notice level.")]
    public ReturnCode Notice(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Notice, text);

    [Function("xwarn", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at warning level.")]
    public ReturnCode Warn(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Warning, text);

    [Function("xerr", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at error level.")]
    public ReturnCode Error(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Error, text);

    [Function("xcrit", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at critical level.")]
    public ReturnCode Critical(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Crit, text);

    [Function("xbug", ConstantArguments = true, Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Logs at bug level.")]
    public ReturnCode Bug(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Bug, text);

    [Function("xalert", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Logs at alert level.")]
    public ReturnCode Alert(RoutingContext context, ScriptValue text) => Write(context, LogLevels.Alert, text);

    [PseudoVariable("C", Inner = InnerName.Literal, Parser = nameof(ParseColour), Summary = "Terminal colour: two letters, foreground and background; x keeps the default.")]
    public static ScriptValue Colour(RoutingContext context, in VariableKey key) =>
        ScriptValue.Of(key.Parsed as string ?? ParseColour(key.Name, out _) as string);

    internal static object? ParseColour(string inner, out string? error)
    {
        error = null;
        if (inner.Length == 2 && TryColour(inner[0], 39, 30, out var foreground) && TryColour(inner[1], 49, 40, out var background))
            return inner == "xx" ? "\u001b[0;39;49m" : $"\u001b[{(char.IsAsciiLetterUpper(inner[0]) ? 1 : 0)};{foreground};{background}m";

        error = $"'{inner}' is not a colour: two letters of srgybpcw or x";
        return null;
    }

    private static bool TryColour(char letter, int none, int first, out int code)
    {
        var index = "srgybpcw".IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
        code = letter == 'x' ? none : first + index;
        return letter == 'x' || index >= 0;
    }

    private ReturnCode Write(RoutingContext context, int level, in ScriptValue text) => Write(context, level, text, _label);

    private ReturnCode Write(RoutingContext context, int level, in ScriptValue text, LogLabel label)
    {
        if (!log.IsEnabled(level))
            return ReturnCode.True;

        using var bytes = new ValueBytes(context.Worker, text);
        log.Write(level, label, _head, bytes.Span.Length > BufferBytes ? bytes.Span[..BufferBytes] : bytes.Span);
        return ReturnCode.True;
    }
}
