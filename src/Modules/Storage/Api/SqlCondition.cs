namespace Signalbox.Modules.Storage.Api;

/// <summary>A column and what it is compared with; the value comes when the statement runs.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="Operator"><c>=</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c> or <c>&lt;&gt;</c>.</param>
internal readonly record struct SqlCondition(string Column, string Operator = "=")
{
    /// <summary>Equality.</summary>
    public static implicit operator SqlCondition(string column) => new(column);
}
