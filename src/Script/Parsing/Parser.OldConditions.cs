using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>Conditions of the old dialect: <c>method == INVITE</c>, <c>src_ip == 10.0.0.0/8</c>, <c>uri == myself</c>.</summary>
internal sealed partial class Parser
{
    private bool IsConditionSubject(Token token) => token.Text switch
    {
        "method" or "uri" or "status" or "from_uri" or "to_uri" or "myself" or "proto" or "snd_proto" or "to_proto" => true,
        "src_ip" or "dst_ip" or "snd_ip" or "to_ip" or "src_port" or "dst_port" or "snd_port" or "to_port" or "af" or "snd_af" or "to_af" => !Ahead().Is("("),
        "msg" => Ahead().Is(":") && Ahead(2).IsWord("len"),
        _ => false,
    };

    private ConditionSyntax ParseOldCondition()
    {
        var word = Take();
        var subject = new NameSyntax(word.Span, word.Text);
        if (word.IsWord("msg"))
        {
            Take();
            subject = new NameSyntax(word.Span.To(Take().Span), "msg:len");
        }

        RejectForeignOperator();
        if (!Operators.TryFind(Current, out var symbol, out var level) || level is not (8 or 9))
            throw Unexpected("a comparison such as '=='");

        Take();
        var value = ParseOldValue();
        return new ConditionSyntax(subject.Span.To(value.Span), subject, symbol, value);
    }

    private ExpressionSyntax ParseOldValue()
    {
        var token = Current;
        if (token.Kind is TokenKind.IPv4 or TokenKind.IPv6 || token.Is("["))
            return ParseNetwork();

        if (token.Is("*"))
            return new NameSyntax(Take().Span, "*");

        var isWord = token.Kind == TokenKind.Identifier && !Ahead().Is("(") && !Keywords.TryGetNumber(token.Text, out _);
        return isWord ? ParseHostName() : ParseBinary(10);
    }

    /// <summary><c>ip</c>, <c>ip/bits</c> or <c>ip/mask</c></summary>
    private NameSyntax ParseNetwork()
    {
        var address = ParseHostName();
        if (!TryTake("/"))
            return address;

        var mask = Current.Kind is TokenKind.Integer or TokenKind.IPv4 or TokenKind.IPv6 ? Take() : throw Unexpected("a number of bits or a mask");
        return new NameSyntax(address.Span.To(mask.Span), $"{address.Text}/{mask.Text}");
    }
}
