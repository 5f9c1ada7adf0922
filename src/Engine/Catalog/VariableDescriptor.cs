namespace Signalbox.Engine.Catalog;

/// <summary>A declared pseudo-variable.</summary>
public sealed class VariableDescriptor
{
    /// <summary>Name without the dollar sign.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = string.Empty;

    /// <summary>What stands in parentheses.</summary>
    public InnerName Inner { get; init; }

    /// <summary>What assigned values are kept in, see <see cref="PseudoVariableAttribute.Store"/>.</summary>
    public string Store { get; init; } = string.Empty;

    /// <summary>Converter of a constant inner name, or null.</summary>
    public InnerNameParser? ParseInner { get; init; }

    /// <summary>Reads it.</summary>
    public required VariableReader Read { get; init; }

    /// <summary>Assigns it; null = read-only.</summary>
    public VariableWriter? Write { get; init; }

    /// <summary>True for a name of Kamailio 6.</summary>
    public bool IsNewer { get; init; }

    /// <summary>Beginning of the inner names that are of Kamailio 6; empty = none.</summary>
    public string NewerInner { get; init; } = string.Empty;

    /// <summary>Reads it as a number where arithmetic asks for one; null = what its text says.</summary>
    public VariableReader? ReadNumber { get; init; }

    /// <summary>True when <see cref="Write"/> copies text at once, so that it may be given text in a scratch buffer.</summary>
    public bool WriteCopies { get; init; }
}
