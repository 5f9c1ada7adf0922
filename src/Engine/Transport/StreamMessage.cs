namespace Signalbox.Engine.Transport;

/// <summary>A message cut out of a stream, in a rented array that the worker gives back.</summary>
/// <param name="Buffer">Rented from the shared pool.</param>
/// <param name="Length">Bytes of the message.</param>
/// <param name="UtcTicks">When its last byte was received.</param>
/// <param name="Protocol">Transport that it came by.</param>
internal readonly record struct StreamMessage(byte[] Buffer, int Length, long UtcTicks, TransportProtocol Protocol);
