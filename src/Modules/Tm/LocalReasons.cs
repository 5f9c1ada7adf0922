using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>Reason phrases of replies that nobody sent.</summary>
internal static class LocalReasons
{
    /// <summary>The phrase of a code.</summary>
    public static ReadOnlySpan<byte> Of(int code) => code switch
    {
        408 => "Request Timeout"u8,
        487 => "Request Terminated"u8,
        _ => RelayErrors.Reason(code),
    };
}
