namespace Signalbox.Modules.Dispatcher;

/// <summary>Why an event route runs (<c>$dsv</c>).</summary>
/// <param name="Code">Status code of the answer to the ping; 820 after ds_mark_dst.</param>
/// <param name="Reason">Reason phrase of the answer; null after ds_mark_dst.</param>
internal sealed record DispatchEvent(int Code, string? Reason)
{
    /// <summary>What ds_mark_dst gives (the peer's number).</summary>
    public static DispatchEvent Marked { get; } = new(820, null);
}
