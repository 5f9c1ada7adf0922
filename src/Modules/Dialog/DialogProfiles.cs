using Signalbox.Engine.Configuration;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>The profiles that the parameters declare.</summary>
internal sealed class DialogProfiles
{
    private readonly Dictionary<string, bool> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DialogProfile> _profiles = new(StringComparer.Ordinal);

    /// <summary>Takes a list of names.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Declare(string names, bool hasValue)
    {
        foreach (var name in names.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                return $"'{name}' is no name of a profile: expected letters, digits and _";

            if (_declared.TryGetValue(name, out var before) && before != hasValue)
                return $"profile '{name}' is declared with and without values";

            _declared[name] = hasValue;
        }

        return null;
    }

    /// <summary>Gets the counts of earlier generations.</summary>
    public void Resolve(StateStore state)
    {
        foreach (var (name, hasValue) in _declared)
            _profiles[name] = state.GetOrAdd($"dialog.{name}.{hasValue}", () => new DialogProfile(name, hasValue));
    }

    /// <summary>A profile by name, or null.</summary>
    public DialogProfile? Find(string name) => _profiles.GetValueOrDefault(name);
}
