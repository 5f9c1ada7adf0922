namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Tests that need the recordings' ports run one after the other.</summary>
[CollectionDefinition("fixed ports", DisableParallelization = true)]
public sealed class FixedPortsCollection;
