using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;

namespace Signalbox.Modules.Registrar;

/// <summary>Methods that a contact takes, as a mask of <see cref="SipMethod"/>.</summary>
internal static class MethodSet
{
    /// <summary>The methods of all Allow headers; all bits when there is none.</summary>
    public static uint OfAllow(SipMessage message)
    {
        var index = message.Find(HeaderName.Allow);
        if (index < 0)
            return uint.MaxValue;

        uint methods = 0;
        for (; index >= 0; index = message.Find(HeaderName.Allow, index + 1))
            methods |= Of(message.Span(message.Header(index).Value));

        return methods;
    }

    /// <summary>The methods of a list separated by commas.</summary>
    public static uint Of(ReadOnlySpan<byte> list)
    {
        uint methods = 0;
        foreach (var range in list.Split((byte)','))
        {
            var name = list[range].Trim(" \t\r\n"u8);
            if (!name.IsEmpty)
                methods |= (uint)SipMethods.Lookup(name);
        }

        return methods;
    }

    /// <summary>True when a contact takes the method.</summary>
    public static bool Takes(uint methods, SipMethod method) => (methods & (uint)method) != 0;
}
