using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Statistics;

/// <summary>Statistics of the script's own, the older way; counters is the newer one.</summary>
[Module("statistics", Summary = "Statistics that the configuration declares and the script counts (the module counters does it better).")]
internal sealed class StatisticsModule(StateStore state, ILoggerFactory logs) : IModule, IStatisticSource
{
    private const string Group = "script";
    private const string NoReset = "/no_reset";
    private readonly ILogger _log = logs.CreateLogger("statistics");
    private readonly Dictionary<string, (Counter Counter, bool CanReset)> _declared = new(StringComparer.Ordinal);

    /// <summary>Declares a statistic.</summary>
    [Parameter("variable", Summary = "Declares a statistic: name, or name/no_reset for one that is not put back to 0.")]
    public string? Declare(string text)
    {
        var keeps = text.EndsWith(NoReset, StringComparison.Ordinal);
        var name = keeps ? text[..^NoReset.Length] : text;
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))
            return $"found \"{text}\", expected name or name{NoReset}";

        _declared[name] = (state.GetOrAdd($"statistics:{name}", static () => new Counter()), !keeps);
        return null;
    }

    /// <summary>True for a declared name.</summary>
    public bool IsDeclared(string name) => _declared.ContainsKey(name);

    /// <summary>1, or -1 when nobody declared it.</summary>
    [Function("update_stat", Routes = RouteKinds.Any, Summary = "Adds a number to a statistic: +n or -n.")]
    public ReturnCode Update(RoutingContext context, StatisticName name, long number)
    {
        if (!TryFind(name, out var found))
            return ReturnCode.False;

        found.Counter.Add(number);
        return ReturnCode.True;
    }

    /// <summary>1, also for one that keeps its value; -1 when nobody declared it.</summary>
    [Function("reset_stat", Routes = RouteKinds.Any & ~RouteKinds.OnSend, Summary = "Puts a statistic back to 0, unless it was declared with /no_reset.")]
    public ReturnCode Reset(RoutingContext context, StatisticName name)
    {
        if (!TryFind(name, out var found))
            return ReturnCode.False;

        if (found.CanReset)
            found.Counter.Reset();

        return ReturnCode.True;
    }

    /// <inheritdoc />
    public void AddTo(List<ServerStatistic> all)
    {
        foreach (var (name, (counter, canReset)) in _declared)
            all.Add(new ServerStatistic(Group, name, counter.Value, canReset ? counter : null));
    }

    private bool TryFind(StatisticName name, out (Counter Counter, bool CanReset) found)
    {
        var isThere = _declared.TryGetValue(name.Text, out found);
        if (!isThere)
            _log.LogError("there is no statistic '{Name}', expected one that the parameter variable declares", name.Text);

        return isThere;
    }
}
