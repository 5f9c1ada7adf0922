using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Avpops;

/// <summary>The first argument of the functions on a database of preferences. No database module here reads one, so it is refused when the configuration loads.</summary>
internal sealed class PreferenceSource : IScriptArgument<PreferenceSource>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out PreferenceSource value, out string error)
    {
        value = null!;
        error = "AVPs cannot be kept in a database here; keep them in an htable, or ask the database with its own module";
        return false;
    }
}
