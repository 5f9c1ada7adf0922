using System.Globalization;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <summary>
/// Reads destinations: <c>setid destination [flags [priority [attrs]]]</c>. Flags and priority may be left out: what does
/// not begin as a number is the attributes, as with the peer.
/// </summary>
internal static class DestinationReader
{
    private const int AllFlags = 31;
    private const int MaxUriBytes = 1024;

    /// <summary>Reads a line of a list file; a comment and an empty line give nothing.</summary>
    public static LineReading ReadLine(string line)
    {
        var words = Words(line);
        if (words.Count == 0)
            return default;

        var at = 2;
        var flags = at < words.Count && IsNumber(words[at].Text) ? words[at++] : default;
        var priority = flags.Text is not null && at < words.Count && IsNumber(words[at].Text) ? words[at++] : default;
        var attributes = at < words.Count ? words[at++] : default;
        var end = (Text: (string?)null, Column: line.Length + 1);
        var uri = words.Count > 1 ? words[1] : end;
        var reading = Make(words[0], uri, flags, priority, attributes);
        if (reading.Problem is not null || at >= words.Count)
            return reading;

        return reading with { Problem = $"found \"{words[at].Text}\" after the attributes, expected the end of the line (attributes have no blanks)", Column = words[at].Column };
    }

    /// <summary>Checks a row of a table or the parameters of a command; null = not given.</summary>
    public static LineReading ReadFields(string? set, string? uri, string? flags, string? priority, string? attributes) =>
        Make((set, 0), (uri, 0), (flags, 0), (priority, 0), (attributes, 0));

    private static LineReading Make(
        (string? Text, int Column) set,
        (string? Text, int Column) uri,
        (string? Text, int Column) flags,
        (string? Text, int Column) priority,
        (string? Text, int Column) attributes)
    {
        if (!int.TryParse(set.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return new LineReading(null, $"found the set \"{set.Text}\", expected a number", set.Column);

        if (uri.Text is null || !IsUri(uri.Text))
            return new LineReading(null, uri.Text is null ? "found no destination, expected a SIP URI" : $"found the destination \"{uri.Text}\", expected a SIP URI", uri.Column);

        if (!TryNumber(flags.Text, out var state) || state is < 0 or > AllFlags)
            return new LineReading(null, $"found the flags \"{flags.Text}\", expected a number of 0 to {AllFlags}", flags.Column);

        if (!TryNumber(priority.Text, out var rank))
            return new LineReading(null, $"found the priority \"{priority.Text}\", expected a number", priority.Column);

        var read = DestinationAttributes.Parse(attributes.Text ?? string.Empty);
        return new LineReading(new DestinationLine(id, uri.Text, (DestinationFlags)state, rank, read), read.Doubt, attributes.Column);
    }

    // It goes into requests of ours as it is, so it must be one that could have come in one.
    private static bool IsUri(string text) =>
        text.Length <= MaxUriBytes
        && text.AsSpan().IndexOfAnyInRange('\0', ' ') < 0
        && text.AsSpan().IndexOfAny('<', '>', '"') < 0
        && SipUriParser.TryParse(Latin1.ToBytes(text), out var uri)
        && uri.Scheme is SipScheme.Sip or SipScheme.Sips
        && !uri.Host.IsEmpty;

    private static bool IsNumber(string text) => char.IsAsciiDigit(text[0]) || (text[0] == '-' && text.Length > 1 && char.IsAsciiDigit(text[1]));

    private static bool TryNumber(string? text, out int number)
    {
        number = 0;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static List<(string Text, int Column)> Words(string line)
    {
        var words = new List<(string, int)>();
        for (var at = 0; at < line.Length && line[at] != '#';)
        {
            var start = at;
            while (at < line.Length && line[at] is not (' ' or '\t' or '\r' or '#'))
                at++;

            if (at > start)
                words.Add((line[start..at], start + 1));
            else if (line[at] != '#')
                at++;
        }

        return words;
    }
}
