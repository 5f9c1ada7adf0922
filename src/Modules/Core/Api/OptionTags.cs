using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Comma lists of tokens, such as Supported and Proxy-Require.</summary>
internal static class OptionTags
{
    /// <summary>True when a header of that kind lists the token, without case.</summary>
    public static bool Contains(SipMessage message, HeaderName id, ReadOnlySpan<byte> tag)
    {
        for (var i = message.Find(id); i >= 0; i = message.Find(id, i + 1))
        {
            if (Contains(message.Span(message.Header(i).Value), tag))
                return true;
        }

        return false;
    }

    /// <summary>True when a list has the token, without case.</summary>
    public static bool Contains(ReadOnlySpan<byte> list, ReadOnlySpan<byte> tag)
    {
        foreach (var range in list.Split((byte)','))
        {
            if (Latin1.EqualsIgnoreCase(TextSpans.Trim(list[range]), tag))
                return true;
        }

        return false;
    }
}
