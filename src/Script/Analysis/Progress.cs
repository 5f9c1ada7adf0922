namespace Signalbox.Script.Analysis;

/// <summary>In which states control can be at a place.</summary>
[Flags]
internal enum Progress
{
    /// <summary>Control never comes there.</summary>
    None = 0,

    /// <summary>Nothing was done about the request.</summary>
    Open = 1,

    /// <summary>The request was answered, relayed or stored.</summary>
    Answered = 2,
}
