namespace Signalbox.Modules.Dispatcher;

/// <summary>What a new state means for those who choose destinations.</summary>
internal enum DispatchChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It came back into use.</summary>
    Up,

    /// <summary>It went out of use.</summary>
    Down,
}
