using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Catalog;

/// <summary>A constant argument that can be checked against the core parameters when the configuration loads.</summary>
public interface ISettingsArgument
{
    /// <summary>What is wrong with it, or null.</summary>
    string? Problem(CoreSettings settings);
}
