namespace Signalbox.Modules.TraceQuery.Api;

/// <summary>Stored messages cannot be shown; the message is one line for the operator.</summary>
public sealed class TraceException : Exception
{
    /// <summary>Creates one.</summary>
    public TraceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one from its cause.</summary>
    public TraceException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Creates an empty one.</summary>
    public TraceException()
    {
    }
}
