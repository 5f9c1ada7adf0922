using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Sdpops;

/// <summary>Reads and changes session descriptions.</summary>
[Module("sdpops", Summary = "Reads and changes session descriptions.")]
internal sealed partial class SdpopsModule : IModule;
