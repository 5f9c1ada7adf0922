using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Catalog;

/// <summary>One parameter of a declared function.</summary>
/// <param name="Name">Name in the docs.</param>
/// <param name="Kind">How it is passed.</param>
/// <param name="IsOptional">True when it may be left out.</param>
/// <param name="TypeName">What the docs say it is: text, number, uri …</param>
/// <param name="Parse">Converter of <see cref="ArgumentKind.Converted"/>.</param>
/// <param name="Route">Kind of a <see cref="ArgumentKind.RouteName"/>.</param>
/// <param name="ParseParts">Converter of <see cref="ArgumentKind.Parts"/>.</param>
/// <param name="IsAssigned">True for variables that the function assigns: a read-only one is refused when the configuration loads.</param>
public sealed record FunctionParameter(
    string Name, ArgumentKind Kind, bool IsOptional, string TypeName, ArgumentParser? Parse = null, RouteKinds Route = RouteKinds.None,
    ArgumentPartsParser? ParseParts = null, bool IsAssigned = false)
{
    /// <summary>True when a converted text is taken as it stands: no PV expansion, constants only.</summary>
    public bool IsVerbatim { get; init; }

    /// <summary>True for a line for the shell, in which variables are put between quotes.</summary>
    public bool IsShell { get; init; }

    /// <summary>True when a text that begins with a variable is that variable alone, and what stands behind it is not used.</summary>
    public bool TakesLeadingVariable { get; init; }

    /// <summary>True when a text that is nothing but a variable is that variable, also an undefined one.</summary>
    public bool TakesLoneVariable { get; init; }
}
