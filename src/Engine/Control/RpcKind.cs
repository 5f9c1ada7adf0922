namespace Signalbox.Engine.Control;

/// <summary>Kinds of RPC values.</summary>
public enum RpcKind
{
    /// <summary>Null string.</summary>
    Null,

    /// <summary>Integer.</summary>
    Integer,

    /// <summary>Floating point.</summary>
    Double,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Named members; a name may repeat.</summary>
    Struct,

    /// <summary>Values without names.</summary>
    Array,
}
