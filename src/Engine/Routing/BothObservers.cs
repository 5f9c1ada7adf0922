namespace Signalbox.Engine.Routing;

/// <summary>Tells two observers of the same steps.</summary>
internal sealed class BothObservers(IScriptObserver first, IScriptObserver second) : IScriptObserver
{
    /// <inheritdoc />
    public bool Wants(RoutingContext context) => true;

    /// <inheritdoc />
    public void Stepped(RoutingContext context, in ScriptStep step)
    {
        first.Stepped(context, step);
        second.Stepped(context, step);
    }
}
