using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Timer;

/// <summary>Runs routes at intervals, in the dialect of SER; timers can be switched on and off.</summary>
[Module("timer", Summary = "Runs routes at intervals; the script can switch each timer on and off.")]
internal sealed class TimerModule(
    StateStore state, IReloadService reload, ITransportTable transports, ITimers timers, TimeProvider time) : IModule, ILiveObserver
{
    private readonly OwnRequests _requests = new(reload, transports, time);
    private readonly List<DeclaredTimer> _timers = [];

    private RouteTimers Running => state.GetOrAdd("timer.timers", () => new RouteTimers(timers));

    /// <summary>Declares a timer.</summary>
    [Parameter("declare_timer", Summary = "Declares a timer: name=ROUTE,MILLISECONDS,flags; the flag enable starts it at once, fast and slow are accepted.")]
    public string? Declare(string text)
    {
        if (DeclaredTimer.Parse(text, out var error) is not { } timer)
            return error;

        if (_timers.Exists(other => other.Name == timer.Name))
            return $"there are two timers '{timer.Name}'";

        _timers.Add(timer);
        return null;
    }

    /// <summary>1, or -1 when there is no such timer.</summary>
    [Function("timer_enable", Routes = RouteKinds.Any, Summary = "Switches a timer on (1) or off (0).")]
    public ReturnCode Enable(RoutingContext context, string timer, int on)
    {
        if (_timers.Find(one => one.Name == timer) is not { } found)
            return ReturnCode.False;

        found.IsEnabled = on != 0;
        return ReturnCode.True;
    }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        foreach (var timer in _timers)
        {
            if (!validation.Routes.HasCalled(timer.Route))
                validation.Error("declare_timer", $"there is no route[{timer.Route}]");
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

    private void Run(WorkerState worker, DeclaredTimer timer)
    {
        if (timer.IsEnabled)
            _requests.Run(worker, timer.Route, "timer");
    }
}
