using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Fields of the digest credentials of a request (RFC 7616): Authorization of REGISTER, else Proxy-Authorization.</summary>
internal static class Credentials
{
    /// <summary>The value of a field, without quotes.</summary>
    public static bool TryFind(SipMessage message, ReadOnlySpan<byte> field, out TextRange value)
    {
        value = default;
        var first = message.Method == SipMethod.Register ? HeaderName.Authorization : HeaderName.ProxyAuthorization;
        var second = message.Method == SipMethod.Register ? HeaderName.ProxyAuthorization : HeaderName.Authorization;
        var index = message.Find(first);
        if (index < 0)
            index = message.Find(second);

        return index >= 0 && TryRead(message, index, field, out value);
    }

    private static bool TryRead(SipMessage message, int header, ReadOnlySpan<byte> field, out TextRange value)
    {
        var fields = new DigestFields(message, header);
        while (fields.TryRead(out var name, out value))
        {
            if (Latin1.EqualsIgnoreCase(name, field))
                return true;
        }

        return false;
    }
}
