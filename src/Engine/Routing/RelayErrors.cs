namespace Signalbox.Engine.Routing;

/// <summary>Numbers of internal errors: 477, 478 and 479 are their own SIP code, all others are answered with 500 (spec sip-core §13).</summary>
public static class RelayErrors
{
    /// <summary>No error that has a number of its own.</summary>
    public const int Unspecified = 1;

    /// <summary>No branch is left to send to, as when branch_route dropped all.</summary>
    public const int NoBranch = 6;

    /// <summary>The transaction has as many branches as it may have.</summary>
    public const int TooManyBranches = 12;

    /// <summary>The request URI cannot be read.</summary>
    public const int BadUri = 479;

    private const int ServerError = 500;

    /// <summary>The SIP code that a number is answered with.</summary>
    public static int StatusOf(int error) => error is >= 477 and <= 479 ? error : ServerError;

    /// <summary>The phrase of a number, without the mark of the module that answers.</summary>
    public static ReadOnlySpan<byte> Reason(int error) => error switch
    {
        477 => "Unfortunately error on sending to next hop occurred"u8,
        478 => "Unresolvable destination"u8,
        479 => "Regretfully, we were not able to process the URI"u8,
        _ => "I'm terribly sorry, server error occurred"u8,
    };
}
