using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>A packet that went past the tap.</summary>
internal sealed record SentCopy(Destination Destination, byte[] Bytes);
