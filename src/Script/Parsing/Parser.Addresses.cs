using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>Sockets, host names and addresses.</summary>
internal sealed partial class Parser
{
    private ListenSyntax ParseListen()
    {
        var word = Take();
        Expect("=");
        if (IsFirstOnLine())
            throw Unexpected("an address on the line before");

        var entries = new List<ListenEntrySyntax>();
        do
            entries.Add(ParseListenEntry());
        while (AtHost() && !IsFirstOnLine());

        return new ListenSyntax(word.Span.To(Previous.Span), entries);
    }

    private ListenEntrySyntax ParseListenEntry()
    {
        if (AtAdvertise())
            throw Unexpected("an address", "advertise stands before name and virtual");

        var start = Current.Span;
        var address = ParseHost();
        HostSyntax? advertise = null;
        TextSyntax? name = null;
        if (AtAdvertise())
        {
            Take();
            advertise = ParseHost();
        }

        if (Current.IsWord("name") && Ahead().Kind == TokenKind.Text)
        {
            Take();
            name = ExpectText("the socket's name in quotes");
        }

        var isVirtual = Current.IsWord("virtual");
        if (isVirtual)
            Take();

        return new ListenEntrySyntax(start.To(Previous.Span), address) { Advertise = advertise, Name = name, IsVirtual = isVirtual };
    }

    private bool AtAdvertise() => Current.Kind == TokenKind.Identifier && Current.Text.Equals("advertise", StringComparison.OrdinalIgnoreCase);

    private ListenSyntax ParseSocket()
    {
        var word = Take();
        Expect("=");
        Expect("{");
        HostSyntax? bind = null;
        HostSyntax? advertise = null;
        TextSyntax? name = null;
        var isVirtual = false;
        while (!Current.Is("}"))
        {
            if (TryTake(";"))
                continue;

            var key = Current.Kind == TokenKind.Identifier ? Take() : throw Unexpected("bind, advertise, name or another attribute of a socket");
            Expect("=");
            switch (key.Text)
            {
                case "bind":
                    bind = ParseHost();
                    break;
                case "advertise":
                    advertise = ParseHost();
                    break;
                case "name":
                    name = ExpectText("the socket's name in quotes");
                    break;
                case "virtual":
                    isVirtual = ParseConstant("yes or no") is IntegerSyntax { Value: not 0 };
                    break;
                case "workers" or "agname" or "vrf":
                    ParseConstant("a number or a text in quotes");
                    break;
                default:
                    throw Fail(SyntaxRules.Unexpected, key.Span, string.Empty, key.Describe(), "bind, advertise, name, virtual, workers, agname or vrf");
            }
        }

        var close = Take();
        if (bind is null)
            throw Fail(SyntaxRules.Unexpected, close.Span, string.Empty, "the end of the socket", "bind = address");

        var entry = new ListenEntrySyntax(word.Span.To(close.Span), bind) { Advertise = advertise, Name = name, IsVirtual = isVirtual };
        return new ListenSyntax(entry.Span, [entry]);
    }

    private AliasSyntax ParseAlias()
    {
        var word = Take();
        Expect("=");
        var hosts = new List<HostSyntax>();
        do
            hosts.Add(ParseHost());
        while (AtHost() && !IsFirstOnLine());

        return new AliasSyntax(word.Span.To(Previous.Span), word.Text, hosts);
    }

    private bool AtHost() => Current.Is("(") || Current.Is("[")
        || Current.Kind is TokenKind.Identifier or TokenKind.Text or TokenKind.IPv4 or TokenKind.IPv6 or TokenKind.NumberWord;

    /// <summary><c>[proto:]host[:port]</c> or <c>[proto:](host, host)[:port]</c></summary>
    private HostSyntax ParseHost()
    {
        var start = Current.Span;
        var protocol = ParseProtocol();
        var hosts = new List<NameSyntax>();
        if (TryTake("("))
        {
            do
                hosts.Add(ParseHostName());
            while (TryTake(","));
            Expect(")");
        }
        else
        {
            hosts.Add(ParseHostName());
        }

        NameSyntax? port = null;
        if (TryTake(":"))
        {
            if (Current.Kind != TokenKind.Integer || Current.Number is < 0 or > 65535)
                throw Unexpected("a port number", protocol is null ? "the protocols are udp, tcp, tls and sctp" : null);

            var token = Take();
            port = new NameSyntax(token.Span, token.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return new HostSyntax(start.To(Previous.Span), protocol, hosts, port);
    }

    private string? ParseProtocol()
    {
        if (!Ahead().Is(":") || (Current.Kind != TokenKind.Identifier && !Current.Is("*")))
            return null;

        switch (Current.Text)
        {
            case "udp" or "tcp" or "tls" or "sctp" or "*" or "UDP" or "TCP" or "TLS" or "SCTP":
                var protocol = Take().Text.ToLowerInvariant();
                Take();
                return protocol;
            case "ws" or "wss" or "WS" or "WSS":
                throw Unexpected("udp, tcp, tls or sctp", "WebSocket runs on a tcp or tls socket");
            default:
                return null;
        }
    }

    /// <summary>An address or a name; a name is what stands without a blank between: <c>sip-1.example.test</c>.</summary>
    private NameSyntax ParseHostName()
    {
        var first = Current;
        if (TryTake("["))
        {
            var inner = Current.Kind == TokenKind.IPv6 ? Take() : throw Unexpected("an IPv6 address");
            Expect("]");
            return new NameSyntax(first.Span.To(Previous.Span), inner.Text);
        }

        if (first.Kind == TokenKind.Text && first.Text.Contains(':', StringComparison.Ordinal) && !System.Net.IPAddress.TryParse(first.Text, out _))
            throw Unexpected("an address or a host name", "leave out the quotes: only the host may stand in quotes");

        if (first.Kind is TokenKind.IPv4 or TokenKind.IPv6 or TokenKind.Text)
            return new NameSyntax(Take().Span, first.Text);

        if (first.Kind is not (TokenKind.Identifier or TokenKind.NumberWord))
            throw Unexpected("an address or a host name");

        var text = Take().Text;
        while (IsAdjacent() && (Current.Is(".") || Current.Is("-") || Current.Kind is TokenKind.Identifier or TokenKind.Integer or TokenKind.NumberWord))
            text += Take().Text;

        return new NameSyntax(first.Span.To(Previous.Span), text);
    }
}
