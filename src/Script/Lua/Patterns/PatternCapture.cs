namespace Signalbox.Script.Lua.Patterns;

/// <summary>A capture of a match.</summary>
internal struct PatternCapture
{
    /// <summary>Length of a capture that has not ended.</summary>
    public const int Unfinished = -1;

    /// <summary>Length of a capture of the place.</summary>
    public const int Place = -2;

    /// <summary>First byte, from 0.</summary>
    public int Start;

    /// <summary>Number of bytes, or one of the two above.</summary>
    public int Length;
}
