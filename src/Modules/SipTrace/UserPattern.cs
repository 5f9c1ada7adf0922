using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>Which URIs a filter means: a user, a user at a host, all of a host; a star at the end of the user stands for anything.</summary>
internal sealed class UserPattern
{
    private readonly string _text;
    private readonly byte[] _user;
    private readonly byte[] _host;
    private readonly bool _isPrefix;

    /// <summary>Reads <c>alice</c>, <c>alice@example.org</c>, <c>sip:alice@example.org</c>, <c>+4930*</c> or <c>@example.org</c>.</summary>
    public UserPattern(string text)
    {
        _text = text;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = colon >= 0 && text[..colon] is "sip" or "sips" or "tel" ? text[(colon + 1)..] : text;
        var at = rest.LastIndexOf('@');
        var user = at < 0 ? rest : rest[..at];
        _isPrefix = user.EndsWith('*') || (user.Length == 0 && at >= 0);
        _user = Latin1.ToBytes(user.TrimEnd('*'));
        _host = Latin1.ToBytes(at < 0 ? string.Empty : rest[(at + 1)..]);
    }

    /// <summary>True when the URI is meant.</summary>
    public bool Matches(SipMessage message, TextRange range)
    {
        var bytes = message.Span(range);
        if (!SipUriParser.TryParse(bytes, out var uri))
            return false;

        var user = bytes.Slice(uri.User.Start, uri.User.Length);
        if (_isPrefix ? !user.StartsWith(_user) : !user.SequenceEqual(_user))
            return false;

        return _host.Length == 0 || System.Text.Ascii.EqualsIgnoreCase(bytes.Slice(uri.Host.Start, uri.Host.Length), _host);
    }

    /// <inheritdoc />
    public override string ToString() => _text;
}
