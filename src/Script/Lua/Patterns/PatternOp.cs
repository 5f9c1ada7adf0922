namespace Signalbox.Script.Lua.Patterns;

/// <summary>What one item of a Lua pattern does.</summary>
internal enum PatternOp : byte
{
    /// <summary>The whole pattern has matched.</summary>
    Accept,

    /// <summary>One byte.</summary>
    Once,

    /// <summary>As many bytes as there are, at least <see cref="PatternItem.Least"/>: <c>*</c>, <c>+</c>.</summary>
    Greedy,

    /// <summary>One byte or none, one if possible: <c>?</c>.</summary>
    Optional,

    /// <summary>As few bytes as will do: <c>-</c>.</summary>
    Lazy,

    /// <summary>A capture begins.</summary>
    Open,

    /// <summary>A capture ends.</summary>
    Close,

    /// <summary>A capture of the place: <c>()</c>.</summary>
    Place,

    /// <summary>What a capture holds, again: <c>%1</c>.</summary>
    Again,

    /// <summary>Text between a pair of bytes that may nest: <c>%bxy</c>.</summary>
    Balanced,

    /// <summary>Where a set begins: <c>%f[set]</c>.</summary>
    Frontier,

    /// <summary>The end of the subject: <c>$</c>.</summary>
    End,

    /// <summary>Matches nothing: a place captured, then asked for as text.</summary>
    Never,

    /// <summary>The pattern is malformed from here on, which is an error once a match gets here.</summary>
    Malformed,
}
