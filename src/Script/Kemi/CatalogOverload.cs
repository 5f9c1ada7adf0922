using Signalbox.Engine.Catalog;

namespace Signalbox.Script.Kemi;

/// <summary>What one number of arguments of a <c>KSR</c> function calls.</summary>
/// <param name="Module">Instance of the module.</param>
/// <param name="Function">Its declaration.</param>
/// <param name="Converted">Converters by parameter; null entries pass the value on.</param>
internal sealed record CatalogOverload(object Module, FunctionDescriptor Function, CatalogParameter?[] Converted)
{
    /// <summary>True when an argument must be converted.</summary>
    public bool Converts { get; } = Array.Exists(Converted, static parameter => parameter is not null);
}
