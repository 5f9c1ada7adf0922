namespace Signalbox.Modules.Dispatcher;

/// <summary>What came of reading one line or row.</summary>
/// <param name="Line">The destination; null when there is none, or none that can be used.</param>
/// <param name="Problem">What was found and what was expected; null when all is well. With a destination it is only a doubt.</param>
/// <param name="Column">Where in the line, from 1; 0 when it is no line.</param>
internal readonly record struct LineReading(DestinationLine? Line, string? Problem, int Column)
{
    /// <summary>True when the line has a destination that cannot be used.</summary>
    public bool IsBroken => Line is null && Problem is not null;
}
