namespace Signalbox.Engine.Routing;

/// <summary>Reason phrases of internal errors, without the mark of the module that answers (spec sip-core §13).</summary>
public static class RelayErrors
{
    /// <summary>The phrase of a code of <see cref="RoutingContext.LastError"/>.</summary>
    public static ReadOnlySpan<byte> Reason(int code) => code switch
    {
        477 => "Unfortunately error on sending to next hop occurred"u8,
        478 => "Unresolvable destination"u8,
        479 => "Regretfully, we were not able to process the URI"u8,
        _ => "I'm terribly sorry, server error occurred"u8,
    };
}
