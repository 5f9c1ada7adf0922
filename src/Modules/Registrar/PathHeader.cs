using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Registrar;

/// <summary>Path of a REGISTER and of a contact (RFC 3327).</summary>
internal static class PathHeader
{
    /// <summary>All Path values of a message in one list; empty when there are none.</summary>
    public static byte[] Join(SipMessage message)
    {
        var joined = Array.Empty<byte>();
        for (var i = message.Find(HeaderName.Path); i >= 0; i = message.Find(HeaderName.Path, i + 1))
        {
            var value = message.Span(message.Header(i).Value);
            joined = joined.Length == 0 ? value.ToArray() : [.. joined, (byte)',', (byte)' ', .. value];
        }

        return joined;
    }

    /// <summary>The URI of the first hop; empty when there is none.</summary>
    public static ReadOnlySpan<byte> FirstHop(ReadOnlySpan<byte> path)
    {
        var open = path.IndexOf((byte)'<');
        var length = path[(open + 1)..].IndexOf((byte)'>');
        return open < 0 || length < 0 ? default : path.Slice(open + 1, length);
    }

    /// <summary>True when the sender says that it knows Path.</summary>
    public static bool IsSupported(SipMessage message)
    {
        for (var i = message.Find(HeaderName.Supported); i >= 0; i = message.Find(HeaderName.Supported, i + 1))
        {
            var value = message.Span(message.Header(i).Value);
            foreach (var range in value.Split((byte)','))
            {
                if (Latin1.EqualsIgnoreCase(value[range].Trim(" \t\r\n"u8), "path"u8))
                    return true;
            }
        }

        return false;
    }
}
