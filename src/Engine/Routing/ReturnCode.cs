namespace Signalbox.Engine.Routing;

/// <summary>What a module function tells the script: above 0 is true, below 0 false, 0 ends the script.</summary>
/// <param name="Value">The number that <c>$rc</c> shows.</param>
public readonly record struct ReturnCode(int Value)
{
    /// <summary>1.</summary>
    public static ReturnCode True => new(1);

    /// <summary>-1.</summary>
    public static ReturnCode False => new(-1);

    /// <summary>0: the script ends.</summary>
    public static ReturnCode Stop => new(0);

    /// <summary>1 or -1.</summary>
    public static ReturnCode Of(bool ok) => ok ? True : False;

    /// <summary>Any code.</summary>
    public static implicit operator ReturnCode(int value) => new(value);
}
