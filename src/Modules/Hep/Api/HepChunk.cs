using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Hep.Api;

/// <summary>One chunk of a HEP 3 packet.</summary>
/// <param name="Vendor">Vendor id, 0 = generic.</param>
/// <param name="Type">Type number.</param>
/// <param name="Data">Where the data lies in the packet.</param>
internal readonly record struct HepChunk(int Vendor, int Type, TextRange Data);
