namespace Signalbox.Engine.Catalog;

/// <summary>Finds pseudo-variables for module parameters that name some, e.g. <c>log_extra</c>. Safe from all workers.</summary>
public interface IVariableSource
{
    /// <summary>The variables that the configuration and its scripts have used so far, as <c>$name</c> or <c>$name(inner)</c>.</summary>
    IReadOnlyList<string> Used { get; }

    /// <summary>One variable, e.g. <c>$fU</c> or <c>$(hdr(X){s.len})</c>; null with the error text when it is none.</summary>
    VariableReference? Bind(string name, out string error);

    /// <summary>A text with variables in it, read as one value; null with the error text when a part is wrong.</summary>
    VariableReference? BindText(string text, out string error);
}
