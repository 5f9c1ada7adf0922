namespace Signalbox.Modules.Storage.Api;

/// <summary>How much of an answer is taken into memory.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Bytes">Bytes of text in all rows.</param>
internal readonly record struct SqlLimit(int Rows, int Bytes);
