using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.Core.Api;

/// <summary>A group of config variables, which must have at least one.</summary>
/// <param name="Name">Name of the group.</param>
internal sealed record ConfigGroup(string Name) : IScriptArgument<ConfigGroup>, ISettingsArgument
{
    /// <inheritdoc />
    public static bool TryParse(string text, out ConfigGroup value, out string error)
    {
        value = new ConfigGroup(text);
        error = "expected the name of a group";
        return text.Length > 0;
    }

    /// <inheritdoc />
    public string? Problem(CoreSettings settings) => settings.Variables.Find(Name) is not null ? null : $"there is no group '{Name}' of config variables";
}
