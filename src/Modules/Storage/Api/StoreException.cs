namespace Signalbox.Modules.Storage.Api;

/// <summary>A database cannot be used now, or as it is; the message is one line for the operator.</summary>
internal sealed class StoreException : Exception
{
    /// <summary>Creates one.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one from the driver's.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Creates an empty one.</summary>
    public StoreException()
    {
    }

    /// <summary>True when the database does not answer; false when it answers and something in it is wrong.</summary>
    public bool IsAway { get; init; }
}
