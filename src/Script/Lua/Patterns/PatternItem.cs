namespace Signalbox.Script.Lua.Patterns;

/// <summary>One item of a Lua pattern.</summary>
internal struct PatternItem
{
    /// <summary>What it does.</summary>
    public PatternOp Op;

    /// <summary>How it looks at a byte.</summary>
    public ByteTest Test;

    /// <summary>The byte that is looked for; the opening one of a pair.</summary>
    public byte Byte;

    /// <summary>The closing byte of a pair; least number of bytes of a repetition.</summary>
    public byte Least;

    /// <summary>Number of the set, or of the capture from 0; what is wrong with a malformed pattern.</summary>
    public int Number;

    /// <summary>The byte that must follow a repetition; -1 when that is not known.</summary>
    public int Next;
}
