namespace Signalbox.Engine.Catalog;

/// <summary>What a pseudo-variable takes in parentheses.</summary>
public enum InnerName
{
    /// <summary>Nothing: <c>$ru</c>.</summary>
    None,

    /// <summary>A literal name: <c>$var(x)</c>.</summary>
    Literal,

    /// <summary>A literal name with indices in it that may be variables: <c>$xavp(x[$var(i)]=>a)</c>; the key carries them as an <see cref="IndexedName"/>.</summary>
    Indexed,

    /// <summary>A name that may hold variables: <c>$hdr($var(h))</c>.</summary>
    Dynamic,

    /// <summary>A variable: <c>$T_req($ru)</c>; the key carries it as a <see cref="VariableReference"/>.</summary>
    Reference,
}
