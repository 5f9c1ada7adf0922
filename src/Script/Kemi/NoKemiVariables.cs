using Signalbox.Engine.Catalog;

namespace Signalbox.Script.Kemi;

/// <summary>Finds no variable: for listings of functions that nobody calls.</summary>
internal sealed class NoKemiVariables : IKemiVariables
{
    private const string None = "there are no variables here";

    /// <inheritdoc />
    public VariableReference? Bind(string name, out string error)
    {
        error = None;
        return null;
    }

    /// <inheritdoc />
    public IReadOnlyList<ArgumentPart>? Split(string text, out string error)
    {
        error = None;
        return null;
    }

    /// <inheritdoc />
    public VariableReference[]? BindAll(string names, out string error)
    {
        error = None;
        return null;
    }
}
