namespace Signalbox.Engine.Catalog;

/// <summary>
/// A type made from a constant argument that names variables and is cut at its slashes, e.g. <c>lt/$avp(limit)/g</c>.
/// Always converted when the configuration loads; from Lua and JavaScript once per text.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IPartsArgument<TSelf>
    where TSelf : IPartsArgument<TSelf>
{
    /// <summary>Converts.</summary>
    /// <param name="parts">At least one; a slash inside the brackets of a variable does not cut.</param>
    /// <param name="value">The result.</param>
    /// <param name="error">What was found and what was expected.</param>
    static abstract bool TryParse(IReadOnlyList<ArgumentPart> parts, out TSelf value, out string error);
}
