namespace Signalbox.Engine.Configuration;

/// <summary>A generation that is still in use.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="References">Transactions and routes that refer to it.</param>
/// <param name="Since">When it was built.</param>
public sealed record GenerationStatus(int Generation, long References, DateTimeOffset Since);
