namespace Signalbox.Script.Kemi;

/// <summary>A run of an interpreter that the watch may stop.</summary>
internal interface IKemiRun
{
    /// <summary>Stops the run when it is over a limit. Called by the watch thread while the worker runs the script.</summary>
    /// <param name="now">Milliseconds of <see cref="Environment.TickCount64"/>.</param>
    void Check(long now);
}
