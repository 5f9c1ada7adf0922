using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Core.Api;

/// <summary>One counter at one moment.</summary>
/// <param name="Group">E.g. <c>core</c> or the name of a module.</param>
/// <param name="Name">Name within the group.</param>
/// <param name="Value">Its value.</param>
/// <param name="Counter">The counter itself; null when it cannot be reset.</param>
internal sealed record ServerStatistic(string Group, string Name, long Value, Counter? Counter)
{
    /// <summary>What the configuration says that it counts; empty for counters of the server itself.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>True when a command's argument means it: <c>all</c>, <c>group:</c>, <c>group:name</c> or <c>name</c>.</summary>
    public bool IsMeantBy(string wanted) =>
        wanted == "all" || wanted == Name || wanted == $"{Group}:" || wanted == $"{Group}:{Name}";
}
