namespace Signalbox.Engine.Catalog;

/// <summary>
/// A module whose parameters decide whether its own functions, or those of modules over it, wait for the world; functions
/// that always do declare it themselves (<see cref="FunctionAttribute.Blocking"/>).
/// </summary>
public interface IBlockingModule
{
    /// <summary>True when they wait, with the parameters as they are.</summary>
    bool Blocks { get; }
}
