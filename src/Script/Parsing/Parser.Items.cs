using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>The top level.</summary>
internal sealed partial class Parser
{
    /// <summary>Reads a whole cfg; what could not be read is left out and reported.</summary>
    public ConfigSyntax ParseConfig()
    {
        var start = Current.Span;
        var items = new List<ItemSyntax>();
        while (Current.Kind != TokenKind.End && !diagnostics.IsFull)
        {
            var before = _position;
            try
            {
                _depth = 0;
                if (ParseItem() is { } item)
                    items.Add(item);
            }
            catch (SyntaxFailure)
            {
                if (_position == before || !(Current.Kind == TokenKind.Identifier && IsFirstOnLine()))
                    RecoverItem();
            }
        }

        return new ConfigSyntax(start.To(Current.Span), items);
    }

    private ItemSyntax? ParseItem()
    {
        var token = Current;
        if (TryTake(";"))
            return null;

        if (token.Is("}"))
        {
            Take();
            diagnostics.Add(SyntaxRules.ExtraBrace, token.Span, HintOf(token));
            return null;
        }

        if (token.Kind != TokenKind.Identifier)
            throw Unexpected("a parameter, loadmodule, modparam or a route");

        if (Ahead().Is("{") || (Ahead().Is("[") && !IsInstance() && !token.IsWord("coreparam")))
            return ParseRoute() is { } route ? ParseStrayStatements(route) : null;

        return token.Text switch
        {
            "loadmodule" or "loadmodulex" => ParseLoadModule(),
            "mpath" or "loadpath" => ParseModulePath(),
            "modparam" or "modparamx" => ParseModparam(),
            "cfgengine" => ParseEngine(),
            "flags" or "bool" or "avpflags" => ParseFlags(),
            "listen" => ParseListen(),
            "alias" or "domain" => ParseAlias(),
            "socket" when Ahead().Is("=") && Ahead(2).Is("{") => ParseSocket(),
            _ => ParseParameter(),
        };
    }

    /// <summary><c>group[1].name</c></summary>
    private bool IsInstance() => Ahead(2).Kind == TokenKind.Integer && Ahead(3).Is("]") && Ahead(4).Is(".");

    private LoadModuleSyntax ParseLoadModule()
    {
        var word = Take();
        if (Current.Is("(") && Ahead().Kind == TokenKind.Text)
            throw Unexpected("the module's name in quotes", $"write {word.Text} {Ahead().Span.Text}: parentheses are a form of Kamailio 6, whose options mean nothing here");

        var path = ExpectText("the module's name in quotes");
        return new LoadModuleSyntax(word.Span.To(path.Span), word.Text, path);
    }

    private ModulePathSyntax ParseModulePath()
    {
        var word = Take();
        TryTake("=");
        var path = ExpectText("a list of folders in quotes");
        return new ModulePathSyntax(word.Span.To(path.Span), path);
    }

    private ModparamSyntax ParseModparam()
    {
        var word = Take();
        Expect("(");
        var module = ExpectText("the module's name in quotes");
        Expect(",");
        var name = ExpectText("the parameter's name in quotes");
        Expect(",");
        var value = Current.Kind == TokenKind.Variable && word.IsWord("modparamx") ? ParseOperand() : ParseConstant("a number or a text in quotes");
        if (!Current.Is(")"))
            throw Unexpected("')'", "a module parameter takes one constant, no expression");

        Take();
        return new ModparamSyntax(word.Span.To(Previous.Span), word.Text, module, name, value);
    }

    private EngineSyntax ParseEngine()
    {
        var word = Take();
        TryTake("=");
        var name = ExpectText("the name of a script engine in quotes");
        return new EngineSyntax(word.Span.To(name.Span), name);
    }

    private FlagsSyntax ParseFlags()
    {
        var word = Take();
        var flags = new List<FlagSyntax>();
        do
        {
            if (Current.Kind is not (TokenKind.Identifier or TokenKind.Text) || AtBlockDefinition())
                throw Unexpected("the name of a flag");

            var name = Take();
            long? number = null;
            if (TryTake(":"))
                number = Current.Kind == TokenKind.Integer ? Take().Number : throw Unexpected("the number of the flag");

            flags.Add(new FlagSyntax(name.Span.To(Previous.Span), name.Text, number));
        }
        while (TryTake(","));
        return new FlagsSyntax(word.Span.To(Previous.Span), word.Text is "bool" ? "flags" : word.Text, flags);
    }

    private ItemSyntax ParseParameter()
    {
        var name = Take();
        if (name.IsWord("coreparam") && TryTake("["))
        {
            name = Current.Kind is TokenKind.Identifier or TokenKind.Text ? Take() : throw Unexpected("the name of a core parameter");
            Expect("]");
        }

        if (Current.Is(".") || Current.Is("["))
            return ParseConfigVariable(name);

        Expect("=");
        var value = ParseValue();
        return new ParameterSyntax(name.Span.To(value.Span), new NameSyntax(name.Span, name.Text), value);
    }

    private ConfigVariableSyntax ParseConfigVariable(Token group)
    {
        long? instance = null;
        if (TryTake("["))
        {
            instance = Take().Number;
            Expect("]");
        }

        Expect(".");
        var name = Current.Kind == TokenKind.Identifier ? Take() : throw Unexpected("the name of a variable");
        Expect("=");
        var value = ParseConstant("a number or a text in quotes");
        string? description = null;
        if (Current.Text is "desc" or "descr" or "description" && Current.Kind == TokenKind.Identifier && Ahead().Kind == TokenKind.Text)
        {
            Take();
            description = Take().Text;
        }

        return new ConfigVariableSyntax(group.Span.To(Previous.Span), new NameSyntax(group.Span, group.Text), new NameSyntax(name.Span, name.Text), value)
        {
            Instance = instance,
            Description = description,
        };
    }

    /// <summary>A number with an optional sign, a word number or a quoted text.</summary>
    private ExpressionSyntax ParseConstant(string expected)
    {
        var token = Current;
        if (token.Is("-") && Ahead().Kind == TokenKind.Integer)
        {
            Take();
            return new IntegerSyntax(token.Span.To(Current.Span), -Take().Number);
        }

        switch (token.Kind)
        {
            case TokenKind.Text:
                return new TextSyntax(Take().Span, token.Text);
            case TokenKind.Integer:
                return new IntegerSyntax(Take().Span, token.Number);
            case TokenKind.Identifier when Keywords.TryGetNumber(token.Text, out var number):
                return new IntegerSyntax(Take().Span, number);
            case TokenKind.NumberWord:
                throw NotANumber(token);
            case TokenKind.Variable:
                throw Unexpected(expected, "modparamx takes variables");
            default:
                throw Unexpected(expected, token.Kind == TokenKind.Identifier ? "nothing defines it; a text stands in quotes" : null);
        }
    }

    /// <summary>The right side of a core parameter: a constant, a bare word or an address.</summary>
    private ExpressionSyntax ParseValue()
    {
        if (Current.Kind == TokenKind.Identifier && IsFirstOnLine())
            throw Unexpected("a value on the line before");

        var bare = Current.Kind is TokenKind.IPv4 or TokenKind.IPv6
            || (Current.Kind == TokenKind.Identifier && !Keywords.TryGetNumber(Current.Text, out _));
        return bare ? ParseHostName() : ParseConstant("a number, a text in quotes or a name");
    }

    private SyntaxFailure NotANumber(Token token)
    {
        var hint = token.Text.StartsWith('0') ? "a number that begins with 0 is octal, with 0x hexadecimal" : "put it in quotes if it is a text";
        return Fail(SyntaxRules.BadNumber, token.Span, hint, token.Text);
    }
}
