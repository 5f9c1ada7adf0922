namespace Signalbox.Engine.Catalog;

/// <summary>Where a function is offered.</summary>
[Flags]
public enum Surfaces
{
    /// <summary>Native cfg.</summary>
    Cfg = 1,

    /// <summary>Lua and JavaScript.</summary>
    Kemi = 2,
}
