namespace Signalbox.Script.Kemi;

/// <summary>What a function gives back to the script.</summary>
internal enum KemiReturn
{
    /// <summary>Nothing of use: scripts see false.</summary>
    None,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A number; return codes keep the cfg's meaning (above 0 true, below 0 false).</summary>
    Integer,

    /// <summary>Text, a number, or nil / null when undefined.</summary>
    Value,
}
