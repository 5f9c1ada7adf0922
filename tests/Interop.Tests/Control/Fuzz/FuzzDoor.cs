namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>One way into the control plane, asked one damaged request at a time.</summary>
internal abstract class FuzzDoor(string name) : IDisposable
{
    /// <summary>How long an answer may take that must come.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Its name in the report.</summary>
    public string Name { get; } = name;

    /// <summary>Sends a request, alone, and waits until the server is done with it.</summary>
    /// <returns>The kind of the reply, e.g. <c>fault</c>; null when the request got none.</returns>
    public abstract string? Ask(byte[] request);

    /// <summary>The rule by which a request gets no reply; null when it must get one.</summary>
    public abstract string? Silence(byte[] request);

    /// <inheritdoc />
    public virtual void Dispose()
    {
    }
}
