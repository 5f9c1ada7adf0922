namespace Signalbox.Engine.Transport;

/// <summary>A module that wants to know of requests that a connection took which then never came up.</summary>
public interface IUnsentRequests
{
    /// <summary>A request was queued and will not be sent. Called from the thread pool, at any time after the send.</summary>
    /// <param name="request">The request as it would have gone out.</param>
    /// <param name="remote">The peer that was not reached.</param>
    void Unsent(ReadOnlySpan<byte> request, in HostEndPoint remote);
}
