namespace Signalbox.Engine.Values;

/// <summary>What a <see cref="ScriptValue"/> holds.</summary>
public enum ValueKind
{
    /// <summary>Nothing: prints as <c>&lt;null&gt;</c>, counts as 0 and as "".</summary>
    Undefined,

    /// <summary>A 64-bit signed integer.</summary>
    Integer,

    /// <summary>Text: bytes as characters.</summary>
    Text,

    /// <summary>A constant argument that was converted at load time; never seen by scripts.</summary>
    Fixed,
}
