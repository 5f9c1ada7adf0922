namespace Signalbox.Engine.Messages;

/// <summary>Queued changes of a message.</summary>
public sealed class MessageEdits
{
    /// <summary>Forgets all changes.</summary>
    public void Clear()
    {
    }

    /// <summary>Takes over another list.</summary>
    public void CopyFrom(MessageEdits other)
    {
    }
}
