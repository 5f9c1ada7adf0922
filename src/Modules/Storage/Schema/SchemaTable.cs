namespace Signalbox.Modules.Storage.Schema;

/// <summary>A table that the peer's modules expect; the key column <c>id</c> is not listed.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">Version for the table <c>version</c>.</param>
/// <param name="Columns">Columns in their order.</param>
/// <param name="Indexes">Indexes.</param>
internal sealed record SchemaTable(string Name, int Version, List<SchemaColumn> Columns, List<SchemaIndex> Indexes);
