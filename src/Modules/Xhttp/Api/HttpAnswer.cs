namespace Signalbox.Modules.Xhttp.Api;

/// <summary>What an answer says.</summary>
internal readonly ref struct HttpAnswer
{
    /// <summary>100 to 999.</summary>
    public required int Code { get; init; }

    /// <summary>Text after the code; must hold no line end.</summary>
    public required ReadOnlySpan<byte> Reason { get; init; }

    /// <summary>Header lines with their ends, between those of append_to_reply and Server.</summary>
    public ReadOnlySpan<byte> Headers { get; init; }

    /// <summary>The Server line with its end; empty = none.</summary>
    public ReadOnlySpan<byte> ServerLine { get; init; }

    /// <summary>The body.</summary>
    public ReadOnlySpan<byte> Body { get; init; }
}
