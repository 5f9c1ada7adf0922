using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Counters;

/// <summary>A counter as a script names it: <c>name</c> or <c>group.name</c>. A constant is resolved when the configuration loads.</summary>
/// <param name="text">As written.</param>
internal sealed class CounterName(string text) : IScriptArgument<CounterName>, IModulesArgument
{
    /// <summary>As written.</summary>
    public string Text { get; } = text;

    /// <summary>The counter; null before it was looked for, and when nobody declared it.</summary>
    public Counter? Counter { get; private set; }

    /// <inheritdoc />
    public static bool TryParse(string text, out CounterName value, out string error)
    {
        value = new CounterName(text);
        error = text.Length == 0 ? "found an empty name, expected name or group.name" : string.Empty;
        return text.Length > 0;
    }

    /// <inheritdoc />
    public string? Problem(IReadOnlyList<ModuleInstance> modules)
    {
        foreach (var module in modules)
        {
            if (module.Instance is CountersModule counters)
                Counter = counters.Find(Text);
        }

        return Counter is null ? $"there is no counter '{Text}', expected one that modparam(\"counters\", \"script_counter\", …) declares" : null;
    }
}
