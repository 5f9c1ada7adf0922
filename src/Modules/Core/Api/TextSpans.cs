using Signalbox.Engine.Parsing;

namespace Signalbox.Modules.Core.Api;

/// <summary>Small cuts of bytes.</summary>
internal static class TextSpans
{
    /// <summary>Without blanks around.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var (start, end) = SipChars.Trim(text, 0, text.Length);
        return text[start..end];
    }

    /// <summary>What stands before the first of a byte; all when it is not there.</summary>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> text, byte end)
    {
        var index = text.IndexOf(end);
        return index < 0 ? text : text[..index];
    }
}
