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

    /// <summary>Named values of one sort, whose name repeats: a structure in BINRPC, an array of one-member objects in JSON.</summary>
    List,

    /// <summary>Values without names.</summary>
    Array,
}
