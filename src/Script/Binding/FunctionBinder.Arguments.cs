using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Parsing;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Arguments.</summary>
internal sealed partial class FunctionBinder
{
    private static readonly CompiledConstant Missing = new(ScriptValue.Empty);

    private CompiledExpression BindArgument(string function, FunctionParameter parameter, ExpressionSyntax argument, int position)
    {
        if (argument is NameSyntax name)
            return BindNameArgument(function, parameter, name, position);

        if (function is "setflag" or "resetflag" or "isflagset" && argument is IntegerSyntax { Value: < 0 or > MaxMessageFlag } flag)
            Refuse(BindingRules.FlagRange, flag.Span, string.Empty, flag.Value, MaxMessageFlag);

        if (argument is TextSyntax text)
            return BindTextArgument(function, parameter, text, position);

        var value = expressions.Bind(argument);
        if (value.Constant is { } constant)
            return BindConstantArgument(function, parameter, constant, argument, position);

        if (parameter.Kind == ArgumentKind.Constant)
            Refuse(BindingRules.NotConstant, argument.Span, string.Empty, position, function);

        return value;
    }

    /// <summary>A flag by its name, or an address without quotes.</summary>
    private CompiledExpression BindNameArgument(string function, FunctionParameter parameter, NameSyntax name, int position)
    {
        if (!CoreCommands.TakesName(function) || function is "udp_mtu_try_proto")
            return BindTextArgument(function, parameter, new TextSyntax(name.Span, name.Text), position);

        var flags = function.Contains("avp", StringComparison.Ordinal) ? scope.AvpFlags : scope.Flags;
        if (flags.TryGetValue(name.Text, out var number))
            return new CompiledConstant(ScriptValue.Of(number));

        var hint = Engine.Diagnostics.Spelling.Nearest(name.Text, flags.Keys).AsQuestion();
        Refuse(BindingRules.UnknownFlag, name.Span, hint.Length > 0 ? hint : $"declare it at the top: flags {name.Text};", name.Text);
        return Missing;
    }

    private CompiledExpression BindTextArgument(string function, FunctionParameter parameter, TextSyntax text, int position)
    {
        if (parameter.Kind == ArgumentKind.Constant)
            return new CompiledConstant(ScriptValue.Of(text.Value));

        var template = variables.BindTemplate(text.Value, text.Span);
        return template.Constant is { } constant ? BindConstantArgument(function, parameter, constant, text, position) : template;
    }

    private CompiledExpression BindConstantArgument(string function, FunctionParameter parameter, ScriptValue constant, ExpressionSyntax argument, int position)
    {
        switch (parameter.Kind)
        {
            case ArgumentKind.Integer:
                if (constant.IsDefined && constant.TryToInteger(out var number))
                    return new CompiledConstant(ScriptValue.Of(number));

                Refuse(BindingRules.BadArgument, argument.Span, string.Empty, position, function, $"found {Describe(constant)}, expected a number");
                return Missing;
            case ArgumentKind.Converted:
                return Convert(function, parameter, constant, argument, position);
            case ArgumentKind.RouteName:
                CheckRoute(parameter, constant.ToText(), argument);
                break;
        }

        return new CompiledConstant(constant.IsInteger ? ScriptValue.Of(constant.ToText()) : constant);
    }

    private CompiledExpression Convert(string function, FunctionParameter parameter, ScriptValue constant, ExpressionSyntax argument, int position)
    {
        if (parameter.Parse is not { } parse)
            return new CompiledConstant(constant);

        if (parse(constant.ToText(), out var converted, out var error) && converted is not null)
            return new CompiledConstant(ScriptValue.OfFixed(converted));

        Refuse(BindingRules.BadArgument, argument.Span, string.Empty, position, function, error);
        return Missing;
    }

    /// <summary>Routes of a script engine are found by name when they are needed; "" and "0" disarm.</summary>
    private void CheckRoute(FunctionParameter parameter, string name, ExpressionSyntax argument)
    {
        if (scope.HasScriptEngine || name is "" or RouteWords.Main || scope.Routes.Find(parameter.Route, name) is not null)
            return;

        Refuse(BindingRules.UnknownRoute, argument.Span, HintForRoute(parameter.Route, name), RouteWords.Say(parameter.Route, name));
    }

    private static string Describe(ScriptValue value) => value.IsInteger ? $"the number {value}" : $"the text \"{value.ToText()}\"";
}
