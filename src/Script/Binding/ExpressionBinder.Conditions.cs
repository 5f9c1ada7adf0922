using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Conditions of the old dialect.</summary>
internal sealed partial class ExpressionBinder
{
    private CompiledExpression BindCondition(ConditionSyntax syntax)
    {
        var subject = syntax.Subject.Text;
        var isMyself = syntax.Value is NameSyntax { Text: "myself" };
        if (subject is "myself" && syntax.Value is NameSyntax other)
            return BindMyself(other.Text, syntax);

        if (isMyself)
            return BindMyself(subject, syntax);

        if (subject is "src_ip" or "dst_ip" && syntax.Value is NameSyntax network)
            return BindNetwork(subject, network, syntax);

        if (subject.EndsWith("proto", StringComparison.Ordinal) && syntax.Value is NameSyntax { Text: not "*" } named
            && !TransportProtocols.TryParse(System.Text.Encoding.Latin1.GetBytes(named.Text), out _))
        {
            _scope.Diagnostics.Add(BindingRules.UnsupportedProtocol, named.Span, "the protocols are UDP, TCP, TLS, SCTP, WS and WSS", named.Text);
            return Nothing;
        }

        var left = BindSubject(syntax);
        var right = subject is "proto" or "snd_proto" or "to_proto" && syntax.Value is NameSyntax protocol
            ? new CompiledConstant(ScriptValue.Of(protocol.Text.ToLowerInvariant()))
            : Bind(syntax.Value);
        return syntax.Operator switch
        {
            BinaryOperator.Equal or BinaryOperator.NotEqual when syntax.Value is NameSyntax { Text: "*" } =>
                new CompiledConstant(ScriptValue.Of(syntax.Operator == BinaryOperator.Equal ? 1 : 0)),
            BinaryOperator.Equal or BinaryOperator.NotEqual => new CompiledEquality(left, right, syntax.Operator == BinaryOperator.Equal),
            BinaryOperator.Match => BindMatch(new BinarySyntax(syntax.Subject, BinaryOperator.Match, syntax.Value), left, right),
            _ => new CompiledArithmetic(left, syntax.Operator, right, syntax.Span, _scope.Log),
        };
    }

    private CompiledExpression BindSubject(ConditionSyntax syntax)
    {
        switch (syntax.Subject.Text)
        {
            case "method":
                return Read(static context => context.Message.Value(context.Message.MethodText), StaticType.Text);
            case "uri":
                return Read(static context => context.NewRequestUri.IsSet ? context.NewRequestUri.Value : context.Message.Value(context.Message.RequestUri), StaticType.Text);
            case "status":
                // Old scripts compare it with a number and with a text.
                return Read(static context => ScriptValue.Of(context.Message.StatusCode), StaticType.Dynamic);
            case "from_uri":
                return _variables.Bind("$fu", syntax.Subject.Span);
            case "to_uri":
                return _variables.Bind("$tu", syntax.Subject.Span);
            case "src_port":
                return Read(static context => ScriptValue.Of(context.Received.Remote.Port), StaticType.Integer);
            case "dst_port":
                return Read(static context => ScriptValue.Of(context.Received.Local.Port), StaticType.Integer);
            case "af":
                return Read(static context => ScriptValue.Of(context.Received.Remote.Family), StaticType.Integer);
            case "proto":
                return Read(static context => ScriptValue.Of(context.Received.Protocol.Name()), StaticType.Text);
            case "msg:len":
                return Read(static context => ScriptValue.Of(context.Message.Length), StaticType.Integer);
            case "src_ip":
                return _variables.Bind("$si", syntax.Subject.Span);
            case "dst_ip":
                return _variables.Bind("$Ri", syntax.Subject.Span);
            case "snd_ip" or "snd_port" or "snd_proto" or "snd_af":
                return _variables.Bind($"$snd({syntax.Subject.Text[4..]})", syntax.Subject.Span);
            case "to_ip" or "to_port" or "to_proto" or "to_af":
                return _variables.Bind($"$sndto({syntax.Subject.Text[3..]})", syntax.Subject.Span);
            default:
                _scope.Diagnostics.Add(BindingRules.BadCondition, syntax.Span, string.Empty, syntax.Subject.Text, $"'{syntax.Value}'");
                return Nothing;
        }
    }

    private static CompiledContextValue Read(Func<RoutingContext, ScriptValue> read, StaticType type) => new(read, type);

    /// <summary><c>uri == myself</c> and its relatives ask the core whether an address is this server.</summary>
    private CompiledExpression BindMyself(string subject, ConditionSyntax syntax)
    {
        var name = subject switch
        {
            "uri" => "is_myself_ruri",
            "from_uri" => "is_myself_furi",
            "to_uri" => "is_myself_turi",
            "src_ip" => "is_myself_srcip",
            _ => string.Empty,
        };
        var found = _scope.FindFunctions(name, Surfaces.Cfg | Surfaces.Kemi);
        if (found.Count == 0 || syntax.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual))
        {
            _scope.Diagnostics.Add(BindingRules.BadCondition, syntax.Span, string.Empty, subject, "'myself'");
            return Nothing;
        }

        var call = new CompiledCall(found[0].Module.Instance, found[0].Function, [], CallPosition.Of(name, Block, _scope.RouteName, syntax.Span), setsReturnCode: false);
        return syntax.Operator == BinaryOperator.Equal ? call : new CompiledUnary(UnaryOperator.Not, call);
    }

    private CompiledExpression BindNetwork(string subject, NameSyntax value, ConditionSyntax syntax)
    {
        CompiledExpression compare;
        if (NetworkRange.TryParse(value.Text, out var network))
        {
            compare = new CompiledNetwork(network, subject is "src_ip");
        }
        else if (Uri.CheckHostName(value.Text) == UriHostNameType.Dns && value.Text.Any(char.IsAsciiLetter))
        {
            compare = new CompiledHost(value.Text.ToLowerInvariant(), subject is "src_ip");
        }
        else
        {
            _scope.Diagnostics.Add(BindingRules.UnknownAddress, value.Span, "write an address, address/bits or the name of a host", value.Text);
            return Nothing;
        }

        return syntax.Operator == BinaryOperator.NotEqual ? new CompiledUnary(UnaryOperator.Not, compare) : compare;
    }
}
