using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Rr;

/// <summary>Takes values off the top of the Route headers of a message, over all its lines.</summary>
internal static class RouteSet
{
    /// <summary>Removes the first <paramref name="count"/> values.</summary>
    public static void RemoveTop(SipMessage message, MessageEdits edits, int count)
    {
        var reader = new NameAddressReader(message, HeaderName.Route);
        var lineStart = 0;
        var line = -1;
        for (var i = 0; reader.TryRead(out var value); i++)
        {
            if (value.HeaderIndex != line)
            {
                if (line >= 0 && i <= count)
                    edits.RemoveHeader(line);

                line = value.HeaderIndex;
                lineStart = value.Address.Value.Start;
                if (i >= count)
                    return;
            }

            if (i < count)
                continue;

            edits.Remove(new TextRange(lineStart, value.Address.Value.Start - lineStart));
            return;
        }

        if (line >= 0)
            edits.RemoveHeader(line);
    }
}
