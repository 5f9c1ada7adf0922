namespace Signalbox.Modules.Storage.Schema;

/// <summary>A column of a standard table.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">integer, bigint, text, longtext, time, real or binary.</param>
/// <param name="Length">Characters of a text.</param>
/// <param name="IsNullable">True when it may be NULL.</param>
/// <param name="Default">Default as SQL; empty = none.</param>
internal sealed record SchemaColumn(string Name, string Type, int Length, bool IsNullable, string Default);
