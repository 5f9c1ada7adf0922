using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Avpops;

/// <summary>Reads, copies, computes and compares AVPs.</summary>
[Module("avpops", Summary = "Reads, copies, computes and compares AVPs.")]
internal sealed partial class AvpopsModule : IModule;
