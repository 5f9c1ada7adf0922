using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>Route blocks.</summary>
internal sealed partial class Parser
{
    private static readonly string[] BlockWords =
    [
        "route", "request_route", "reply_route", "onreply_route", "failure_route", "branch_route", "onsend_route", "event_route",
    ];

    /// <summary>True at the beginning of a route block; inside another block that is the sign of a missing <c>}</c>.</summary>
    private bool AtBlockDefinition()
    {
        if (Current.Kind != TokenKind.Identifier || !IsFirstOnLine())
            return false;

        return Current.Text is "loadmodule" or "modparam"
            || ((Ahead().Is("{") || (Ahead().Is("[") && !Ahead(4).Is(";"))) && Array.IndexOf(BlockWords, Current.Text) >= 0);
    }

    private RouteSyntax? ParseRoute()
    {
        var word = Take();
        var known = Array.IndexOf(BlockWords, word.Text) >= 0;
        if (!known)
            diagnostics.Add(SyntaxRules.UnknownBlock, word.Span, HintForBlock(word.Text), word.Text);

        NameSyntax? name = null;
        if (word.Text is "event_route" && !Current.Is("["))
        {
            diagnostics.Add(SyntaxRules.BadEventName, Current.Span, "write event_route[module:event]", Current.Describe());
            known = false;
        }

        if (TryTake("["))
        {
            name = ParseRouteName(word);
            if (known)
                Expect("]");
            else
                SkipToBlock();
        }

        if (!Current.Is("{") && Unexpected("'{'") is var failure && !AtStatement())
            throw failure;

        var body = Current.Is("{") ? ParseBlock() : ParseRestOfBlock(Previous);
        return known ? new RouteSyntax(word.Span.To(body.Span), new NameSyntax(word.Span, word.Text), name, body) : null;
    }

    /// <summary>A <c>}</c> too many ends a route before its last statements: they belong to it all the same.</summary>
    private RouteSyntax ParseStrayStatements(RouteSyntax route)
    {
        if (!Previous.Is("}") || !AtStatement())
            return route;

        diagnostics.Add(SyntaxRules.ExtraBrace, Previous.Span, $"a statement stands behind it in line {Current.Span.Line}, outside of every route");
        var open = Previous;
        var more = ParseStatements(open);
        TryTake("}");
        var body = new BlockSyntax(route.Body.Span.To(Previous.Span), [.. route.Body.Statements, .. more]);
        return new RouteSyntax(route.Span.To(Previous.Span), route.Keyword, route.Name, body);
    }

    /// <summary>True for something that stands in routes only.</summary>
    private bool AtStatement() => Current.Kind == TokenKind.Variable
        || (Current.Kind == TokenKind.Identifier && Current.Text is "if" or "else" or "while" or "switch" or "return" or "exit" or "drop" or "break" && !Ahead().Is("="))
        || (Current.Kind == TokenKind.Identifier && Ahead().Is("(") && Current.Text is not ("loadmodule" or "loadmodulex" or "modparam" or "modparamx"));

    private NameSyntax ParseRouteName(Token word)
    {
        var token = Current;
        if (word.Text is "event_route")
        {
            var valid = token.Kind is TokenKind.EventName or TokenKind.Text && token.Text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < token.Text.Length - 1;
            return valid
                ? new NameSyntax(Take().Span, token.Text)
                : throw Fail(SyntaxRules.BadEventName, token.Span, HintOf(token), token.Describe());
        }

        if (word.Text is "request_route" or "reply_route")
            diagnostics.Add(SyntaxRules.BlockTakesNoName, token.Span, word.Text is "reply_route" ? "onreply_route takes one" : "route takes one", word.Text);

        var usable = token.Kind is TokenKind.Text or TokenKind.Integer || (token.Kind == TokenKind.Identifier && !Keywords.Contains(token.Text));
        if (!usable)
            throw Fail(SyntaxRules.BadRouteName, token.Span, HintForName(token), token.Describe());

        var name = Take();
        if (!Current.Is("]") && name.Kind != TokenKind.Text && Array.IndexOf(BlockWords, word.Text) >= 0)
            throw Unexpected("']'", "a name with anything but letters, digits and '_' needs quotes");

        return new NameSyntax(name.Span, name.Text);
    }

    private static string HintForName(Token token) => token.Kind switch
    {
        TokenKind.Identifier => "put the keyword in quotes to use it as a name",
        TokenKind.NumberWord => "put the name in quotes",
        _ => HintOf(token),
    };

    private static string HintForBlock(string word) => word switch
    {
        "startup_route" => "event_route[htable:mod-init] runs once at the start",
        "local_route" => "event_route[tm:local-request] runs for local requests",
        "timer_route" => "the module rtimer runs a route[NAME] by time",
        _ => Spelling.Nearest(word, BlockWords).AsQuestion(),
    };

    private void SkipToBlock()
    {
        while (!Current.Is("{") && !Current.Is(";") && Current.Kind != TokenKind.End)
            Take();
    }
}
