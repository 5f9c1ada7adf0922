using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Tap;

/// <summary>The one place where every message passes the observers of its generation.</summary>
public static class MessageTap
{
    /// <summary>Shows received bytes.</summary>
    public static void Received(Snapshot snapshot, in TapEvent message)
    {
        var shown = message with { Snapshot = snapshot };
        foreach (var observer in snapshot.Observers)
            observer.Received(shown);
    }

    /// <summary>Shows sent bytes.</summary>
    public static void Sent(Snapshot snapshot, in TapEvent message)
    {
        var shown = message with { Snapshot = snapshot };
        foreach (var observer in snapshot.Observers)
            observer.Sent(shown);
    }

    /// <summary>Shows a received message that was matched.</summary>
    public static void Matched(Snapshot snapshot, in TapEvent message)
    {
        var shown = message with { Snapshot = snapshot };
        foreach (var observer in snapshot.Observers)
            observer.Matched(shown);
    }
}
