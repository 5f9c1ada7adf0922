using Signalbox.Engine.Catalog;

namespace Signalbox.Script.Kemi;

/// <summary>A parameter whose text is converted, with a number of its own in this generation.</summary>
/// <param name="Number">Key of converted texts.</param>
/// <param name="Parse">The converter.</param>
internal sealed record CatalogParameter(int Number, ArgumentParser Parse);
