namespace Signalbox.Engine.Configuration;

/// <summary>What differs between two generations.</summary>
public enum ChangeKind
{
    /// <summary>A route block.</summary>
    Route,

    /// <summary>A script file of another language.</summary>
    Script,

    /// <summary>A parameter of a module.</summary>
    Parameter,

    /// <summary>A parameter of the core.</summary>
    CoreParameter,

    /// <summary>A loadmodule.</summary>
    Module,

    /// <summary>A listen line.</summary>
    Listener,

    /// <summary>A name of this server.</summary>
    Alias,
}
