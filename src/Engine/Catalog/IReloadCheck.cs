namespace Signalbox.Engine.Catalog;

/// <summary>A module that may refuse to follow the running one (spec reload §4.1 step 5).</summary>
public interface IReloadCheck
{
    /// <summary>Compares itself with the instance of the running generation; has no effects.</summary>
    /// <param name="running">The instance of the same module.</param>
    /// <returns>Null, or why a reload cannot do that: one line.</returns>
    string? Refuses(object running);
}
