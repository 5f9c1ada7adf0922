using System.Text;

namespace Signalbox.Host.Demo;

/// <summary>A SIP message as the demo's phones need it: a start line, header lines, nothing more.</summary>
internal sealed class PhoneMessage
{
    private readonly string[] _lines;

    /// <summary>Splits a received message.</summary>
    public PhoneMessage(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        _lines = (end < 0 ? text : text[..end]).Split("\r\n");
    }

    /// <summary>The request or status line.</summary>
    public string StartLine => _lines[0];

    /// <summary>The value of the first header of a name; empty without one.</summary>
    public string Value(string name) => Values(name).FirstOrDefault(string.Empty);

    /// <summary>The values of all headers of a name.</summary>
    public IEnumerable<string> Values(string name) =>
        _lines.Skip(1)
            .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 1)..].Trim());

    /// <summary>What stands between angle brackets in a header's value.</summary>
    public string Uri(string name)
    {
        var value = Value(name);
        var start = value.IndexOf('<', StringComparison.Ordinal) + 1;
        var end = value.IndexOf('>', StringComparison.Ordinal);
        return end > start ? value[start..end] : value;
    }

    /// <summary>Writes an answer to this request: Via, From, To, Call-ID, CSeq and Record-Route are copied.</summary>
    public string Answer(string status, string toTag, string contact, string body)
    {
        var text = new StringBuilder("SIP/2.0 ").Append(status).Append("\r\n");
        foreach (var name in (string[])["Via", "Record-Route", "From", "Call-ID", "CSeq"])
        {
            foreach (var value in Values(name))
                text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        var to = Value("To");
        text.Append("To: ").Append(to).Append(to.Contains(";tag=", StringComparison.Ordinal) ? string.Empty : $";tag={toTag}").Append("\r\n");
        return text.Append("Contact: <").Append(contact).Append(">\r\n").Append(Tail(body)).ToString();
    }

    /// <summary>Content headers, the empty line and the body.</summary>
    public static string Tail(string body) => body.Length == 0
        ? "Content-Length: 0\r\n\r\n"
        : $"Content-Type: application/sdp\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
