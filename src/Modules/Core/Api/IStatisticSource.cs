namespace Signalbox.Modules.Core.Api;

/// <summary>A module with counters that the configuration names, beside those that modules declare.</summary>
internal interface IStatisticSource
{
    /// <summary>Adds them to a list.</summary>
    void AddTo(List<ServerStatistic> all);
}
