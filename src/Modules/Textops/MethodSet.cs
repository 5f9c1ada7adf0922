using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Textops;

/// <summary>Methods as <c>INVITE|BYE|MYMETHOD</c>.</summary>
internal sealed class MethodSet : IScriptArgument<MethodSet>
{
    private readonly SipMethod _known;
    private readonly byte[][] _others;

    private MethodSet(SipMethod known, byte[][] others)
    {
        _known = known;
        _others = others;
    }

    /// <inheritdoc />
    public static bool TryParse(string text, out MethodSet value, out string error)
    {
        var known = SipMethod.None;
        var others = new List<byte[]>();
        foreach (var name in text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var bytes = Latin1.ToBytes(name);
            var method = SipMethods.Lookup(bytes);
            if (method == SipMethod.Other)
                others.Add(bytes);
            else
                known |= method;
        }

        value = new MethodSet(known, [.. others]);
        var any = (known != SipMethod.None || others.Count > 0) && others.TrueForAll(static name => SipChars.IsToken(name));
        error = any ? string.Empty : "expected a method or methods parted by |";
        return any;
    }

    /// <summary>True when the message has one of the methods (replies: that of CSeq).</summary>
    public bool Contains(SipMessage message)
    {
        if (message.Method != SipMethod.Other)
            return (message.Method & _known) != SipMethod.None;

        var name = message.Span(message.MethodText);
        foreach (var other in _others)
        {
            if (name.SequenceEqual(other))
                return true;
        }

        return false;
    }
}
