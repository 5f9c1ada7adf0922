using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Signalbox.Generators;

/// <summary>Writes parameter descriptors.</summary>
internal static class ParameterEmitter
{
    private const string Descriptor = "new global::Signalbox.Engine.Catalog.ParameterDescriptor";
    private const string Kind = "global::Signalbox.Engine.Catalog.ParameterKind.";

    /// <summary>One item per attribute.</summary>
    public static IEnumerable<string> Emit(INamedTypeSymbol type, string full, List<Diagnostic> problems)
    {
        foreach (var (member, attribute) in Attributes.Members(type, "ParameterAttribute"))
        {
            var valueType = member switch
            {
                IPropertySymbol property => property.Type,
                IMethodSymbol { Parameters.Length: 1 } method => method.Parameters[0].Type,
                _ => null,
            };
            var body = valueType is null ? null : Setter(member, valueType, full, attribute);
            if (body is null)
            {
                problems.Add(Problems.At(member, "a parameter is a bool, int, long, string or IScriptArgument property, or a method with one of them"));
                continue;
            }

            foreach (var descriptor in Describe(attribute, IsNumber(valueType!), MayBeNegative(valueType!, attribute), member is IMethodSymbol, body))
                yield return descriptor;
        }

        foreach (var attribute in Attributes.Of(type, "ParameterAttribute"))
        {
            var min = attribute.Number("Min") ?? 0;
            var isNumber = attribute.Number("Kind") is null or 0;
            foreach (var descriptor in Describe(attribute, isNumber, min < 0, isRepeatable: false, OfClass(attribute, type, full)))
                yield return descriptor;
        }
    }

    // A parameter without a member: refused, without effect, or handed to the module by its name.
    private static string OfClass(AttributeData attribute, INamedTypeSymbol type, string module)
    {
        if (attribute.Text("Refused") is { Length: > 0 } refused)
            return $"return {Literal.Text(refused)};";

        var isNoted = attribute.Text("NoEffect").Length == 0 || !type.GetMembers("Accept").IsEmpty;
        return !isNoted ? "return null;" : $"return (({module})module).Accept({Literal.Text(attribute.Name())}, value);";
    }

    /// <summary>One descriptor for the name and each of its aliases.</summary>
    private static IEnumerable<string> Describe(AttributeData attribute, bool isNumber, bool isSigned, bool isRepeatable, string body)
    {
        var aliases = attribute.Text("Aliases");
        foreach (var name in (attribute.Name() + " " + aliases).TrimEnd().Split(' '))
        {
            var summary = name == attribute.Name() ? attribute.Text("Summary") : $"As {attribute.Name()}.";
            yield return $"{Descriptor} {{ Name = {Literal.Text(name)}, Summary = {Literal.Text(summary)}, "
                + $"Kind = {Kind}{(isNumber ? "Integer" : "Text")}, Unit = {Literal.Text(attribute.Text("Unit"))}, "
                + $"Default = {Literal.Text(attribute.Text("Default"))}, Reloadable = {Literal.Bool(attribute.Flag("Reloadable", true))}, "
                + $"Live = {Literal.Bool(attribute.Flag("Live"))}, LiveName = {Literal.Text(attribute.Text("LiveName"))}, "
                + $"IsRepeatable = {Literal.Bool(isRepeatable)}, IsEventCallback = {Literal.Bool(attribute.Flag("IsEventCallback"))}, "
                + $"Forms = (global::Signalbox.Engine.Catalog.ParameterForms){attribute.Number("Forms") ?? 1}, IsSigned = {Literal.Bool(isSigned)}, "
                + $"ComesFirst = {Literal.Bool(attribute.Flag("ComesFirst"))}, "
                + $"Choices = [{Choices(attribute)}], NoEffect = {Literal.Text(attribute.Text("NoEffect"))}, "
                + $"Set = static (object module, in global::Signalbox.Engine.Values.ScriptValue value) => {{ {body} }} }}";
        }
    }

    private static string Choices(AttributeData attribute)
    {
        var choices = attribute.Text("Choices");
        return choices.Length == 0 ? string.Empty : string.Join(", ", choices.Split(' ').Select(Literal.Text));
    }

    private static bool MayBeNegative(ITypeSymbol type, AttributeData attribute) =>
        type.SpecialType != SpecialType.System_Boolean && attribute.Number("Min") is null or < 0;

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64;

    private static string? Setter(ISymbol member, ITypeSymbol type, string full, AttributeData attribute)
    {
        var target = $"(({full})module).{member.Name}";
        var isMethod = member is IMethodSymbol;
        string Assign(string value) => isMethod ? $"return {target}({value});" : $"{target} = {value}; return null;";
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return Assign("value.ToInteger() != 0");
            case SpecialType.System_Int32:
            case SpecialType.System_Int64:
                var isInt = type.SpecialType == SpecialType.System_Int32;
                var min = attribute.Number("Min") ?? (isInt ? int.MinValue : long.MinValue);
                var max = attribute.Number("Max") ?? (isInt ? int.MaxValue : long.MaxValue);
                return $"var number = value.ToInteger(); if (number < {Number(min)} || number > {Number(max)}) return $\"value {{number}} is outside {min}..{max}\"; "
                    + Assign(isInt ? "(int)number" : "number");
            case SpecialType.System_String:
                return Assign("value.ToText()");
        }

        if (!FunctionEmitter.IsScriptArgument(type))
            return null;

        var argument = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return $"if (!global::Signalbox.Engine.Catalog.Arguments.Parse<{argument}>(value.ToText(), out var parsed, out var error)) return error; "
            + Assign($"({argument})parsed!");
    }

    private static string Number(long value) => value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + "L";
}
