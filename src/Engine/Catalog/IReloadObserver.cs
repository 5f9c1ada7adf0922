namespace Signalbox.Engine.Catalog;

/// <summary>A module that hears that its generation became live by a reload.</summary>
public interface IReloadObserver
{
    /// <summary>Called once, after the swap; not on a worker.</summary>
    /// <param name="before">Number of the generation before.</param>
    void Reloaded(int before);
}
