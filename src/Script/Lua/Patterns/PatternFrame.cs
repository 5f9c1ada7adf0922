namespace Signalbox.Script.Lua.Patterns;

/// <summary>A repetition that can be taken up again when what follows it does not match.</summary>
internal struct PatternFrame
{
    /// <summary>Which item.</summary>
    public int Item;

    /// <summary>Where it ends at the earliest.</summary>
    public int Least;

    /// <summary>Where it ends now.</summary>
    public int At;
}
