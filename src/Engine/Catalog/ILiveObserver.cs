namespace Signalbox.Engine.Catalog;

/// <summary>A module that hears when its generation becomes live, and when another takes its place.</summary>
public interface ILiveObserver
{
    /// <summary>
    /// Called once, after the start of the server or the swap of a reload: all modules have started, and messages run on
    /// this generation. Not on a worker.
    /// </summary>
    /// <param name="before">Number of the generation before; 0 when the server has started.</param>
    void BecameLive(int before)
    {
    }

    /// <summary>
    /// Called once, after the modules of the next generation heard that they are live. Messages under way go on here; what
    /// a module begins by itself, at intervals, is the next one's from now on.
    /// </summary>
    void Replaced()
    {
    }
}
