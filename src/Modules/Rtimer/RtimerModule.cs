using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Rtimer;

/// <summary>Runs routes at intervals.</summary>
[Module("rtimer", Summary = "Runs routes at intervals, on a request that nobody sent.")]
internal sealed class RtimerModule(
    StateStore state, IReloadService reload, ITransportTable transports, ITimers timers, TimeProvider time, ILoggerFactory logs) : IModule, ILiveObserver
{
    private readonly ILogger _log = logs.CreateLogger("rtimer");
    private readonly OwnRequests _requests = new(reload, transports, time);
    private readonly List<string> _declared = [];
    private readonly List<(string Timer, string Route)> _runs = [];
    private readonly List<ScriptTimer> _timers = [];

    private RouteTimers Running => state.GetOrAdd("rtimer.timers", () => new RouteTimers(timers));

    /// <summary>Interval of timers without one.</summary>
    [Parameter("default_interval", Default = "120", Unit = "s", Min = 1, Max = 86400, Summary = "Interval of timers that are declared without one.")]
    public int DefaultInterval { get; set; } = 120;

    /// <summary>Declares a timer.</summary>
    [Parameter("timer", Summary = "Declares a timer: name=ta;interval=10;mode=1; the interval in seconds, or with a u in microseconds. The mode is accepted: all run on the timer's thread.")]
    public string? Declare(string text)
    {
        _declared.Add(text);
        return ScriptTimer.Parse(text, 1, out var error) is null ? error : null;
    }

    /// <summary>Gives a timer a route.</summary>
    [Parameter("exec", Summary = "Gives a declared timer a route to run: timer=ta;route=NAME.")]
    public string? Execute(string text)
    {
        if (ScriptTimer.ParseExec(text) is not { } run)
            return $"found \"{text}\", expected timer=NAME;route=NAME";

        _runs.Add(run);
        return null;
    }

    /// <summary>Number of the worker that runs the route.</summary>
    [PseudoVariable("rtimer_worker", Summary = "Number of the worker of the timer: 0, there is one for all timers.")]
    public static ScriptValue Worker(RoutingContext context) => ScriptValue.Of(0);

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        foreach (var text in _declared)
        {
            if (ScriptTimer.Parse(text, DefaultInterval, out _) is not { } timer)
                continue;

            if (_timers.Exists(other => other.Name == timer.Name))
                validation.Error("timer", $"there are two timers '{timer.Name}'");

            _timers.Add(timer);
        }

        foreach (var (name, route) in _runs)
        {
            if (_timers.Find(timer => timer.Name == name) is not { } timer)
                validation.Error("exec", $"there is no timer '{name}', expected one that the parameter timer declares");
            else if (!validation.Routes.HasCalled(route))
                validation.Error("exec", $"there is no route[{route}]", "expected a route, or a function of that name in the script of cfgengine");
            else
                timer.Routes.Add(route);
        }
    }

    /// <inheritdoc />
    void ILiveObserver.BecameLive(int before) =>
        Running.Take(this, _timers.ConvertAll<(string, TimeSpan, Action<WorkerState>)>(timer => (timer.Name, timer.Interval, worker => Run(worker, timer))));

    /// <inheritdoc />
    void ILiveObserver.Replaced() => Running.Leave(this);

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        Running.Leave(this);
        return ValueTask.CompletedTask;
    }

    private void Run(WorkerState worker, ScriptTimer timer)
    {
        foreach (var route in timer.Routes)
        {
            if (!_requests.Run(worker, route, "rtimer"))
                _log.LogDebug("timer {Timer}: route {Route} was not run, the script is not live yet", timer.Name, route);
        }
    }
}
