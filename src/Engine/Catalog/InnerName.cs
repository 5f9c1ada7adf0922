namespace Signalbox.Engine.Catalog;

/// <summary>What a pseudo-variable takes in parentheses.</summary>
public enum InnerName
{
    /// <summary>Nothing: <c>$ru</c>.</summary>
    None,

    /// <summary>A literal name: <c>$var(x)</c>.</summary>
    Literal,

    /// <summary>A name that may hold variables: <c>$hdr($var(h))</c>.</summary>
    Dynamic,

    /// <summary>A variable, bound with the script: <c>$T_req($ru)</c>; the reader gets it as <see cref="VariableReference"/> in <see cref="VariableKey.Parsed"/>.</summary>
    Variable,
}
