using Microsoft.Extensions.Logging;

namespace Signalbox.Engine.Transport;

/// <summary>Tells of peers that could not be reached: some lines in a while, the others are counted.</summary>
internal sealed class PeerFailureLog(ILogger logger)
{
    private const int MaxLines = 10;
    private const long WindowMilliseconds = 10_000;
    private readonly Lock _gate = new();
    private long _began = -WindowMilliseconds;
    private int _lines;
    private int _omitted;

    /// <summary>One failure.</summary>
    /// <param name="now">Milliseconds of the engine's clock.</param>
    /// <param name="what">E.g. <c>TLS handshake</c>.</param>
    /// <param name="remote">The peer.</param>
    /// <param name="reason">What was wrong, and what to do.</param>
    public void Write(long now, string what, in HostEndPoint remote, string reason)
    {
        int omitted;
        lock (_gate)
        {
            if (now - _began >= WindowMilliseconds)
                (_began, _lines) = (now, 0);

            if (_lines >= MaxLines)
            {
                _omitted++;
                return;
            }

            _lines++;
            (omitted, _omitted) = (_omitted, 0);
        }

        if (omitted > 0)
            logger.LogError("{Omitted} more connections failed and were not logged", omitted);

        logger.LogError("{What} with {Remote} failed: {Reason}", what, remote, reason);
    }
}
