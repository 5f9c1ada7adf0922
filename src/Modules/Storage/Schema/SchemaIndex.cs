namespace Signalbox.Modules.Storage.Schema;

/// <summary>An index of a standard table.</summary>
/// <param name="Name">Name.</param>
/// <param name="Columns">Columns.</param>
/// <param name="IsUnique">True when no two rows may be equal in them.</param>
internal sealed record SchemaIndex(string Name, string[] Columns, bool IsUnique);
