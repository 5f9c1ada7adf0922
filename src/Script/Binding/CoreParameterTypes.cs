using System.Net;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Compares a value with what a core parameter takes, quotes included.</summary>
internal static class CoreParameterTypes
{
    /// <summary>True when the value fits; reports otherwise.</summary>
    public static bool Check(BindingScope scope, ParameterDescriptor parameter, in ScriptValue value, ExpressionSyntax syntax)
    {
        var problem = syntax switch
        {
            IntegerSyntax number => OfNumber(parameter, number),
            TextSyntax => Needs(parameter, ParameterForms.Quoted, value.TryToInteger(out _) ? "leave out the quotes" : string.Empty),
            NameSyntax name => Needs(parameter, FormOf(parameter, name), "put it in quotes"),
            _ => string.Empty,
        };
        if (problem is not null)
        {
            scope.Diagnostics.Add(BindingRules.ParameterType, syntax.Span, problem, parameter.Name, Describe(parameter), Found(value, syntax));
            return false;
        }

        if (parameter.Choices.Count == 0 || parameter.Choices.Contains(value.ToText(), StringComparer.Ordinal))
            return true;

        var choices = string.Join(", ", parameter.Choices);
        scope.Diagnostics.Add(BindingRules.ParameterValue, syntax.Span, string.Empty, parameter.Name, $"found '{value.ToText()}', expected one of {choices}");
        return false;
    }

    private static ParameterForms FormOf(ParameterDescriptor parameter, NameSyntax name)
    {
        if (!IPAddress.TryParse(name.Text, out var address))
            return ParameterForms.Word;

        var isV6 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        return isV6 && parameter.Forms.HasFlag(ParameterForms.AddressV6) ? ParameterForms.AddressV6 : ParameterForms.Address;
    }

    private static string? OfNumber(ParameterDescriptor parameter, IntegerSyntax number)
    {
        if (parameter.Kind == ParameterKind.Text)
            return parameter.Forms.HasFlag(ParameterForms.Number) && number.Value >= 0 ? null : $"write \"{number.Value}\"";

        return number.Value >= 0 || parameter.IsSigned ? null : "it cannot be below 0";
    }

    /// <summary>Null when the form is allowed, else the way out.</summary>
    private static string? Needs(ParameterDescriptor parameter, ParameterForms form, string hint)
    {
        if (parameter.Kind == ParameterKind.Integer)
            return form == ParameterForms.Quoted ? hint : string.Empty;

        if (parameter.Forms.HasFlag(form))
            return null;

        return form == ParameterForms.Quoted ? "leave out the quotes" : hint;
    }

    private static string Describe(ParameterDescriptor parameter)
    {
        if (parameter.Kind == ParameterKind.Integer)
            return "a number";

        return parameter.Forms switch
        {
            ParameterForms.Quoted => "a text in quotes",
            ParameterForms.Word => "a word without quotes",
            ParameterForms.Address => "an address without quotes",
            ParameterForms.AddressV6 => "an IPv6 address without quotes",
            ParameterForms.Word | ParameterForms.Number => "a number or a word without quotes",
            _ => "a text or a word",
        };
    }

    private static string Found(in ScriptValue value, ExpressionSyntax syntax) => syntax switch
    {
        IntegerSyntax => $"the number {value.Number}",
        TextSyntax => $"the text \"{value.ToText()}\"",
        _ => $"the name '{value.ToText()}'",
    };
}
