using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Debugger;

/// <summary>Shows what scripts do: a log line for each action, variables and messages on demand, log levels of single modules.</summary>
[Module("debugger", Summary = "Logs what scripts do, and gives modules log levels of their own.")]
[Parameter("breakpoint", Kind = ParameterKind.Integer, Default = "0", Summary = "1: actions wait for commands.", NoEffect = "a worker serves all calls and never waits for an operator")]
[Parameter("step_usleep", Kind = ParameterKind.Integer, Default = "100000", Unit = "us", Summary = "Time between looks for a command.", NoEffect = "there are no breakpoints")]
[Parameter("step_loops", Kind = ParameterKind.Integer, Default = "200", Summary = "Looks for a command.", NoEffect = "there are no breakpoints")]
[Parameter("cfgpkgcheck", Kind = ParameterKind.Integer, Default = "0", Summary = "1: checks the private memory after each action.", NoEffect = "memory belongs to the runtime")]
[Parameter("cfgtest", Kind = ParameterKind.Integer, Default = "0", Summary = "1: notes which actions ran.", NoEffect = "nothing shows the notes; signalbox trace show --script shows the steps of a call")]
internal sealed partial class DebuggerModule(StateStore state, IReloadService reload, WorkerRegistry workers, IScriptLog log) : IModule, IVariableUser, IScriptObserver, ILiveParameters
{
    private readonly DebugState _state = state.GetOrAdd("debugger", static () => new DebugState());
    private readonly MessageDump _messages = new(log);
    private VariableDump? _variables;
    private IVariableSource? _source;

    /// <inheritdoc />
    public void BindVariables(IVariableSource variables) => _source = variables;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _logs = validation.Settings.ModuleLogs;
        _steps = new StepLines(log, LogLevel, new LogLabel(_facility, LogLevelName.Length > 0 ? LogLevelName : null), LogPrefix, CfgTraceFormat == 0);
        if ((_source ?? validation.Variables) is { } source)
            _variables = new VariableDump(log, source, validation.Find<IStructuredValues>());
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        ParametersChanged();
        return ValueTask.CompletedTask;
    }

    [Function("dbg_breakpoint", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Does nothing: there are no breakpoints.")]
    public static ReturnCode SetBreakpoint(RoutingContext context, int isOn) => ReturnCode.True;

    [Function("dbg_pv_dump", Kemi = "dbg_pv_dump/0", Routes = RouteKinds.Any, Summary = "Logs the variables of the script as JSON at debug level.")]
    public ReturnCode DumpVariables(RoutingContext context) => DumpVariables(context, VariableDump.Everything);

    [Function("dbg_pv_dump", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Logs variables as JSON; mask is a sum of 1 (undefined ones too), 2 ($avp), 4 ($var), 8 ($xavp) and 16 (others).")]
    public ReturnCode DumpVariables(RoutingContext context, int mask) => Dump(context, mask, LogLevels.Debug);

    [Function("dbg_pv_dump", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "As with one argument, at a level such as L_INFO.")]
    public ReturnCode DumpVariables(RoutingContext context, int mask, LogLevel level) => Dump(context, mask, level.Number);

    [Function("dbg_pv_dump_ex", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Logs variables as dbg_pv_dump(mask, level) of the cfg does; the level is a number from -5 to 3.")]
    public ReturnCode DumpVariablesAt(RoutingContext context, int mask, int level) => Dump(context, mask, level);

    [Function("dbg_sip_msg", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply, Summary = "Logs the message with the changes of the script so far, and the changes by themselves, at info level.")]
    public ReturnCode DumpMessage(RoutingContext context) => DumpMessage(context, new LogLevel(LogLevels.Info));

    [Function("dbg_sip_msg", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply, Summary = "As without arguments, at a level such as L_ERR.")]
    public ReturnCode DumpMessage(RoutingContext context, LogLevel level)
    {
        _messages.Write(context, level.Number, default);
        return ReturnCode.True;
    }

    [Function("dbg_sip_msg", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply, Summary = "As without arguments, at a level and with a syslog facility.")]
    public ReturnCode DumpMessage(RoutingContext context, LogLevel level, LogFacility facility)
    {
        _messages.Write(context, level.Number, new LogLabel(facility.Value));
        return ReturnCode.True;
    }

    private ReturnCode Dump(RoutingContext context, int mask, int level)
    {
        _variables?.Write(context, mask, level);
        return ReturnCode.True;
    }
}
