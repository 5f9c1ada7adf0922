using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Counters;

/// <summary>Counters of the script's own, and the commands that show all counters.</summary>
[Module("counters", Summary = "Counters that the configuration declares and the script counts, and commands that show every counter of the server.")]
internal sealed partial class CountersModule(StateStore state, IReloadService reload, WorkerRegistry workers, ILoggerFactory logs) : IModule, IStatisticSource
{
    private const string NoDescription = "custom script counter.";
    private readonly ILogger _log = logs.CreateLogger("counters");
    private readonly List<(string Name, string Description)> _declared = [];

    /// <summary>Group of names without one.</summary>
    [Parameter("script_cnt_grp_name", Default = "script", Summary = "Group of the counters that are declared or counted without a group.")]
    public string DefaultGroup { get; set; } = "script";

    /// <summary>Declares a counter.</summary>
    [Parameter("script_counter", Summary = "Declares a counter: [group.]name, and after a blank what it counts.")]
    public string? Declare(string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        var name = blank < 0 ? text : text[..blank];
        var description = blank < 0 ? string.Empty : text[blank..].TrimStart(' ');
        if (name.Length == 0 || name[0] == '.' || name[^1] == '.')
            return $"found \"{text}\", expected [group.]name and a description";

        _declared.Add((name, description.Length == 0 ? NoDescription : description));
        return null;
    }

    /// <summary>1, or -1 when there is no such counter.</summary>
    [Function("cnt_inc", Kemi = "inc", Routes = RouteKinds.Any, ConstantArguments = true, Summary = "Adds one to a declared counter.")]
    public ReturnCode Increment(RoutingContext context, CounterName counter) => Add(context, counter, 1);

    /// <summary>1, or -1 when there is no such counter.</summary>
    [Function("cnt_add", Kemi = "add", Routes = RouteKinds.Any, Summary = "Adds a number, which may be negative, to a declared counter.")]
    public ReturnCode Add(RoutingContext context, CounterName counter, long number)
    {
        if (Resolve(counter) is not { } found)
            return ReturnCode.False;

        found.Add(number);
        return ReturnCode.True;
    }

    /// <summary>1, or -1 when there is no such counter.</summary>
    [Function("cnt_reset", Kemi = "reset", Routes = RouteKinds.Any, ConstantArguments = true, Summary = "Puts a declared counter back to 0.")]
    public ReturnCode Reset(RoutingContext context, CounterName counter)
    {
        if (Resolve(counter) is not { } found)
            return ReturnCode.False;

        found.Reset();
        return ReturnCode.True;
    }

    /// <summary>A declared counter by <c>name</c> or <c>group.name</c>, or null.</summary>
    public Counter? Find(string name)
    {
        var wanted = FullName(name);
        foreach (var (declared, _) in _declared)
        {
            if (FullName(declared) == wanted)
                return CounterOf(wanted);
        }

        return null;
    }

    /// <inheritdoc />
    public void AddTo(List<ServerStatistic> all)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (declared, description) in _declared)
        {
            var name = FullName(declared);
            if (!seen.Add(name))
                continue;

            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var counter = CounterOf(name);
            all.Add(new ServerStatistic(name[..dot], name[(dot + 1)..], counter.Value, counter) { Description = description });
        }
    }

    private string FullName(string name) => name.Contains('.', StringComparison.Ordinal) ? name : $"{DefaultGroup}.{name}";

    private Counter CounterOf(string name) => state.GetOrAdd($"counters:{name}", static () => new Counter());

    private Counter? Resolve(CounterName name)
    {
        var found = name.Counter ?? Find(name.Text);
        if (found is null)
            _log.LogError("there is no counter '{Name}', expected one that script_counter declares", name.Text);

        return found;
    }
}
