namespace Signalbox.Modules.Tm.Api;

/// <summary>Names a transaction of this server: <c>$T(id_index)</c> and <c>$T(id_label)</c>.</summary>
/// <param name="Index">Bucket in the table.</param>
/// <param name="Label">Number that tells it from others of its bucket.</param>
internal readonly record struct TransactionId(int Index, uint Label);
