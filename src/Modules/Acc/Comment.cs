namespace Signalbox.Modules.Acc;

/// <summary>The comment of a record that the script asked for: <c>404 Not found</c>, or a text without code.</summary>
internal static class Comment
{
    private const int CodeLength = 3;

    /// <summary>Cuts off a status code at the beginning; there is none when it is empty.</summary>
    public static ReadOnlySpan<byte> Code(ReadOnlySpan<byte> comment) => HasCode(comment) ? comment[..CodeLength] : default;

    /// <summary>What follows the code.</summary>
    public static ReadOnlySpan<byte> Reason(ReadOnlySpan<byte> comment) => HasCode(comment) ? comment[CodeLength..].TrimStart((byte)' ') : comment;

    private static bool HasCode(ReadOnlySpan<byte> comment) =>
        comment.Length >= CodeLength
        && char.IsAsciiDigit((char)comment[0])
        && char.IsAsciiDigit((char)comment[1])
        && char.IsAsciiDigit((char)comment[2]);
}
