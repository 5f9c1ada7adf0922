using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>What a reload does to the listeners: bound before the swap, in use or undone after it.</summary>
internal sealed class ListenChange
{
    /// <summary>All listeners of the new generation, in the order of the cfg, with what they are shown as.</summary>
    public List<(OpenListener Listener, ListenTarget Target)> Next { get; } = [];

    /// <summary>Those that were bound for it.</summary>
    public List<OpenListener> Opened { get; } = [];

    /// <summary>Those that it does not have any more.</summary>
    public List<OpenListener> Removed { get; } = [];
}
