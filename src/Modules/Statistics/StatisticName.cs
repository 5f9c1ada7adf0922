using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Statistics;

/// <summary>A statistic as a script names it. A constant is looked up when the configuration loads.</summary>
/// <param name="text">As written.</param>
internal sealed class StatisticName(string text) : IScriptArgument<StatisticName>, IModulesArgument
{
    /// <summary>As written.</summary>
    public string Text { get; } = text;

    /// <inheritdoc />
    public static bool TryParse(string text, out StatisticName value, out string error)
    {
        value = new StatisticName(text);
        error = string.Empty;
        return true;
    }

    /// <inheritdoc />
    public string? Problem(IReadOnlyList<ModuleInstance> modules)
    {
        foreach (var module in modules)
        {
            if (module.Instance is StatisticsModule statistics && statistics.IsDeclared(Text))
                return null;
        }

        return $"there is no statistic '{Text}', expected one that modparam(\"statistics\", \"variable\", …) declares";
    }
}
