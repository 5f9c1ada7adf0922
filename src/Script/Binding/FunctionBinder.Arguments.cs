using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Parsing;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Arguments.</summary>
internal sealed partial class FunctionBinder
{
    private static readonly CompiledConstant Missing = new(ScriptValue.Empty);

    private CompiledExpression BindArgument(FunctionDescriptor declared, ExpressionSyntax argument, int position)
    {
        var function = declared.Name;
        var parameter = declared.Parameters[position - 1];
        if (CoreCommands.TakesFlag(function))
            return BindFlag(function, argument, position);

        if (parameter.Kind is ArgumentKind.Variable or ArgumentKind.Variables)
            return BindReferences(function, parameter, argument, position);

        if (parameter.Kind == ArgumentKind.Parts)
            return BindParts(function, parameter, argument, position);

        // An address without quotes.
        if (argument is NameSyntax name)
            return BindTextArgument(function, parameter, new TextSyntax(name.Span, name.Text), position);

        if (argument is TextSyntax text)
            return BindTextArgument(function, parameter, text, position);

        var value = expressions.Bind(argument);
        if (value.Constant is { } constant)
            return BindConstantArgument(function, parameter, constant, argument, position);

        if (value is CompiledBroken || argument is CallSyntax)
            return value;

        if (declared.ConstantArguments)
            Refuse(BindingRules.NotConstant, argument.Span, $"put it in quotes: \"{argument.Span.Text.Trim('"')}\"", position, function);
        else if (parameter.Kind == ArgumentKind.Constant)
            Refuse(BindingRules.NotConstant, argument.Span, string.Empty, position, function);

        return value;
    }

    /// <summary>A flag is a constant number, or a declared name with or without quotes.</summary>
    private CompiledExpression BindFlag(string function, ExpressionSyntax argument, int position)
    {
        switch (argument)
        {
            case IntegerSyntax { Value: >= 0 and <= MaxMessageFlag } number:
                return new CompiledConstant(ScriptValue.Of(number.Value));
            case IntegerSyntax number:
                Refuse(BindingRules.FlagRange, number.Span, string.Empty, number.Value, MaxMessageFlag);
                return Missing;
            case NameSyntax name:
                return BindFlagName(function, name.Text, argument);
            case TextSyntax text:
                return BindFlagName(function, text.Value, argument);
            default:
                Refuse(BindingRules.NotConstant, argument.Span, "the variable $mf holds all flags", position, function);
                return Missing;
        }
    }

    private CompiledExpression BindFlagName(string function, string name, ExpressionSyntax argument)
    {
        var flags = function.Contains("avp", StringComparison.Ordinal) ? scope.AvpFlags : scope.Flags;
        if (flags.TryGetValue(name, out var number))
            return new CompiledConstant(ScriptValue.Of(number));

        var hint = Engine.Diagnostics.Spelling.Nearest(name, flags.Keys).AsQuestion();
        Refuse(BindingRules.UnknownFlag, argument.Span, hint.Length > 0 ? hint : $"declare it at the top: flags {name};", name);
        return Missing;
    }

    /// <summary>A text with variables by name between slashes; a variable or word may stand without quotes.</summary>
    private CompiledExpression BindParts(string function, FunctionParameter parameter, ExpressionSyntax argument, int position)
    {
        var text = argument switch
        {
            TextSyntax quoted => quoted.Value,
            VariableSyntax variable => variable.Text,
            NameSyntax name => name.Text,
            _ => null,
        };
        if (text is null)
        {
            Refuse(BindingRules.NotConstant, argument.Span, string.Empty, position, function);
            return Missing;
        }

        var error = string.Empty;
        if (SlashedText.Split(text, name => new BoundVariable(name, variables.Bind(name, argument.Span)), out error) is { } parts
            && parameter.ParseParts!(parts, out var converted, out error) && converted is not null)
        {
            return new CompiledConstant(ScriptValue.OfFixed(converted));
        }

        Refuse(BindingRules.BadArgument, argument.Span, string.Empty, position, function, error);
        return Missing;
    }

    private CompiledExpression BindTextArgument(string function, FunctionParameter parameter, TextSyntax text, int position)
    {
        if (parameter.Kind == ArgumentKind.Constant)
            return new CompiledConstant(ScriptValue.Of(text.Value));

        if (parameter.Kind == ArgumentKind.Unknown)
            return BindUnknown(text);

        if (parameter.IsVerbatim)
            return Convert(function, parameter, ScriptValue.Of(text.Value), text, position);

        var isLone = parameter.TakesLoneVariable && variables.LeadingLength(text.Value) == text.Value.Length && text.Value.Length > 0;
        var template = parameter.TakesLeadingVariable || isLone ? BindLeading(function, text, position)
            : parameter.IsShell ? variables.BindShell(text.Value, text.Span) : variables.BindTemplate(text.Value, text.Span);
        return template.Constant is { } constant ? BindConstantArgument(function, parameter, constant, text, position) : template;
    }

    /// <summary>A text that begins with a variable is that variable, also when it is undefined; any other is expanded.</summary>
    private CompiledExpression BindLeading(string function, TextSyntax text, int position)
    {
        var length = variables.LeadingLength(text.Value);
        if (length == 0)
            return variables.BindTemplate(text.Value, text.Span);

        var name = text.Value[..length];
        if (length < text.Value.Length)
            Refuse(BindingRules.BehindVariable, text.Span, "put the parts together in a variable before", position, function, text.Value[length..], name);

        return variables.Bind(name, VariableBinder.Narrow(text.Span, name));
    }

    /// <summary>Whether the function expands the text is not known: a shell line has dollars of its own.</summary>
    private CompiledExpression BindUnknown(TextSyntax text)
    {
        var found = new DiagnosticBag();
        var value = new VariableBinder(scope.WithDiagnostics(found)).BindTemplate(text.Value, text.Span);
        scope.Diagnostics.Add(found, asWarnings: true);
        return value;
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
                CheckRoute(function, parameter, constant.ToText(), argument);
                break;
        }

        return new CompiledConstant(constant.IsInteger ? ScriptValue.Of(constant.ToText()) : constant);
    }

    private CompiledExpression Convert(string function, FunctionParameter parameter, ScriptValue constant, ExpressionSyntax argument, int position)
    {
        if (parameter.Parse is not { } parse)
            return new CompiledConstant(constant);

        if (parse(constant.ToText(), out var converted, out var error) && converted is not null)
        {
            if (converted is ISettingsArgument checkedArgument && checkedArgument.Problem(scope.Settings) is { } problem)
                Refuse(BindingRules.BadArgument, argument.Span, string.Empty, position, function, problem);

            if (converted is IModulesArgument known && known.Problem(scope.Modules) is { } missing)
                Refuse(BindingRules.BadArgument, argument.Span, string.Empty, position, function, missing);

            return new CompiledConstant(ScriptValue.OfFixed(converted));
        }

        Refuse(BindingRules.BadArgument, argument.Span, string.Empty, position, function, error);
        return Missing;
    }

    /// <summary>Routes of a script engine are found by name when they are needed; "" and "0" disarm.</summary>
    private void CheckRoute(string function, FunctionParameter parameter, string name, ExpressionSyntax argument)
    {
        if (name is "" or RouteWords.Main || scope.Routes.Find(parameter.Route, name) is not null)
            return;

        if (scope.HasScriptEngine)
            scope.NamedFunctions.Add(new NamedFunction(function, name, argument.Span, Script: null));
        else
            scope.Diagnostics.Add(BindingRules.RouteToArmMissing, argument.Span, HintForRoute(parameter.Route, name), RouteWords.Say(parameter.Route, name));
    }

    private static string Describe(ScriptValue value) => value.IsInteger ? $"the number {value}" : $"the text \"{value.ToText()}\"";
}
