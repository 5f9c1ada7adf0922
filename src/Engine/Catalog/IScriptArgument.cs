namespace Signalbox.Engine.Catalog;

/// <summary>
/// A type that script arguments and parameters convert to. A constant is converted once, when the configuration loads,
/// so that a mistake is a load error; a computed value is converted at each call.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IScriptArgument<TSelf>
    where TSelf : IScriptArgument<TSelf>
{
    /// <summary>Converts text.</summary>
    /// <param name="text">The argument; an integer argument comes as its decimal text.</param>
    /// <param name="value">The result.</param>
    /// <param name="error">What was expected, e.g. <c>expected m, t or d</c>.</param>
    static abstract bool TryParse(string text, out TSelf value, out string error);
}
