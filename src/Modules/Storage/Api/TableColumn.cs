namespace Signalbox.Modules.Storage.Api;

/// <summary>One column of a table that a module writes.</summary>
/// <param name="Name">Name in the database.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="MaxLength">Characters for text of limited length; 0 = unlimited.</param>
/// <param name="IsNullable">True when empty text is NULL.</param>
/// <param name="IsOptional">True for a column that older forms of the table lack; it is left out where it is missing.</param>
internal sealed record TableColumn(string Name, ColumnKind Kind, int MaxLength = 0, bool IsNullable = false, bool IsOptional = false)
{
    /// <summary>False for an optional column that a table gets neither when it is made nor later; one that has it is written.</summary>
    public bool IsMade { get; init; } = true;
}
