using Signalbox.Engine.Values;

namespace Signalbox.Modules.Storage.Api;

/// <summary>What a statement gave.</summary>
/// <param name="Columns">Names of the columns; empty for a statement that is no query.</param>
/// <param name="Rows">The rows, as many values each as there are columns; NULL is undefined.</param>
/// <param name="Affected">Rows that an INSERT, UPDATE or DELETE changed.</param>
/// <param name="IsCut">True when there were more rows than the limit allows.</param>
internal sealed record SqlRows(string[] Columns, IReadOnlyList<ScriptValue[]> Rows, long Affected, bool IsCut)
{
    /// <summary>No columns and no rows.</summary>
    public static SqlRows None { get; } = new([], [], 0, IsCut: false);
}
