namespace Signalbox.Engine.Catalog;

/// <summary>The index of a variable: none, <c>[N]</c> or <c>[*]</c>.</summary>
/// <param name="IsSet">False when no index was written.</param>
/// <param name="IsAll">True for <c>[*]</c>.</param>
/// <param name="Value">N; negative counts from the end.</param>
public readonly record struct VariableIndex(bool IsSet, bool IsAll, int Value)
{
    /// <summary>No index.</summary>
    public static VariableIndex None => default;

    /// <summary><c>[*]</c>.</summary>
    public static VariableIndex All => new(true, true, 0);

    /// <summary><c>[N]</c>.</summary>
    public static VariableIndex Of(int value) => new(true, false, value);
}
