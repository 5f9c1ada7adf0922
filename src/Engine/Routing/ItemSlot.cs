namespace Signalbox.Engine.Routing;

/// <summary>
/// A place in every <see cref="RoutingContext"/> where one module keeps an object of its own. Make one as a static
/// field; at most <see cref="ContextItems.Capacity"/> exist.
/// </summary>
/// <typeparam name="T">What is kept.</typeparam>
public sealed class ItemSlot<T>
    where T : class
{
    /// <summary>Takes the next free place.</summary>
    public ItemSlot() => Index = ContextItems.NextIndex();

    internal int Index { get; }
}
