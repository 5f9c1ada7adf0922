namespace Signalbox.Modules.SipTrace;

/// <summary>Says that the transaction of a message is traced; attached to the message and inherited by the transaction.</summary>
/// <param name="target">Where its copies go; null = duplicate_uri.</param>
internal sealed class TraceMark(TraceTarget? target)
{
    /// <summary>The mark without a destination of its own.</summary>
    public static TraceMark Default { get; } = new(target: null);

    /// <summary>Where its copies go; null = duplicate_uri.</summary>
    public TraceTarget? Target { get; } = target;
}
