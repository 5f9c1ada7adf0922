namespace Signalbox.Modules.Storage.Api;

/// <summary>A statement with its values.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Values">Values of its columns, then of its conditions.</param>
internal readonly record struct SqlCall(SqlStatement Statement, SqlValue[] Values);
