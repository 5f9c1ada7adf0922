using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Core;

/// <content>Logging without variables, and the logging of KEMI.</content>
internal sealed partial class CoreModule
{
    // The peer logs log("text") one step below debug.
    private const int PlainLogLevel = LogLevels.Debug + 1;

    [Function("log", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Logs constant text below debug level.")]
    public bool Log(RoutingContext context, [Constant] string text) => WriteLog(context, PlainLogLevel, ScriptValue.Of(text));

    [Function("log", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Logs constant text at a numeric level.")]
    public bool Log(RoutingContext context, int level, [Constant] string text) => WriteLog(context, level, ScriptValue.Of(text));

    [Function("log", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at a level named dbg, info, notice, warn, err or crit.")]
    public void LogAt(RoutingContext context, string level, ScriptValue text) => WriteLog(
        context,
        level switch
        {
            "dbg" => LogLevels.Debug,
            "info" => LogLevels.Info,
            "notice" => LogLevels.Notice,
            "warn" => LogLevels.Warning,
            "crit" => LogLevels.Crit,
            _ => LogLevels.Error,
        },
        text);

    [Function("dbg", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at debug level.")]
    public void Debug(RoutingContext context, ScriptValue text) => WriteLog(context, LogLevels.Debug, text);

    [Function("info", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at info level.")]
    public void Info(RoutingContext context, ScriptValue text) => WriteLog(context, LogLevels.Info, text);

    [Function("notice", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at notice level.")]
    public void Notice(RoutingContext context, ScriptValue text) => WriteLog(context, LogLevels.Notice, text);

    [Function("warn", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at warning level.")]
    public void Warn(RoutingContext context, ScriptValue text) => WriteLog(context, LogLevels.Warning, text);

    [Function("err", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at error level.")]
    public void Error(RoutingContext context, ScriptValue text) => WriteLog(context, LogLevels.Error, text);

    [Function("crit", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at critical level.")]
    public void Critical(RoutingContext context, ScriptValue text) => WriteLog(context, LogLevels.Crit, text);

    [Function("ktest", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs at info level; to test the interface.")]
    public void Test(RoutingContext context, ScriptValue text) => WriteLog(context, LogLevels.Info, text);

    private bool WriteLog(RoutingContext context, int level, in ScriptValue text)
    {
        if (!log.IsEnabled(level))
            return true;

        using var bytes = new ValueBytes(context.Worker, text);
        log.Write(level, bytes.Span);
        return true;
    }
}
