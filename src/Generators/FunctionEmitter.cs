using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Signalbox.Generators;

/// <summary>Writes function descriptors with their thunks.</summary>
internal static class FunctionEmitter
{
    private const string Engine = "global::Signalbox.Engine.";
    private const string Value = Engine + "Values.ScriptValue";
    private const string Catalog = Engine + "Catalog.";

    /// <summary>One item per attribute.</summary>
    public static IEnumerable<string> Emit(INamedTypeSymbol type, string full, List<Diagnostic> problems)
    {
        foreach (var (member, attribute) in Attributes.Members(type, "FunctionAttribute"))
        {
            if (member is not IMethodSymbol method || method.Parameters.Length == 0 || method.Parameters[0].Type.Name != "RoutingContext")
            {
                problems.Add(Problems.At(member, "a function's first parameter is a RoutingContext"));
                continue;
            }

            var parameters = method.Parameters.Skip(1).ToList();
            if (parameters.FirstOrDefault(static parameter => KindOf(parameter) is null) is { } strange)
            {
                problems.Add(Problems.At(strange, "a function parameter is ScriptValue, string, int, long, VariableReference, VariableReference[], IPartsArgument or IScriptArgument"));
                continue;
            }

            var code = new StringBuilder($"new {Catalog}FunctionDescriptor {{ Name = {Literal.Text(attribute.Name())}, Summary = {Literal.Text(attribute.Text("Summary"))}, ");
            code.Append($"Routes = ({Engine}Routing.RouteKinds){attribute.Number("Routes") ?? 223}, Surface = ({Catalog}Surfaces){attribute.Number("Surface") ?? 3}, ");
            code.Append($"Kemi = {Literal.Text(attribute.Text("Kemi"))}, Blocking = {Literal.Bool(attribute.Flag("Blocking"))}, Answers = {Literal.Bool(attribute.Flag("Answers"))}, ConstantArguments = {Literal.Bool(attribute.Flag("ConstantArguments"))}, ");
            code.Append("Parameters = [").Append(string.Join(", ", parameters.Select(Describe))).Append("], ");
            code.Append($"MinArity = {parameters.Count(static parameter => !parameter.IsOptional)}, KemiReturn = {Literal.Text(KemiReturn(method.ReturnType))}, ");
            code.Append("Invoke = ").Append(Thunk(method, parameters, full)).Append(" }");
            yield return code.ToString();
        }
    }

    /// <summary>True for types with the converter interface; <c>T?</c> of a struct counts as <c>T</c>.</summary>
    public static bool IsScriptArgument(ITypeSymbol type) =>
        Underlying(type).AllInterfaces.Any(static one => one.Name == "IScriptArgument");

    private static bool IsPartsArgument(ITypeSymbol type) => type.AllInterfaces.Any(static one => one.Name == "IPartsArgument");

    private static bool IsVariableList(ITypeSymbol type) => type is IArrayTypeSymbol { ElementType.Name: "VariableReference" };

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static string? KindOf(IParameterSymbol parameter)
    {
        var type = Underlying(parameter.Type);
        if (type.SpecialType == SpecialType.System_String)
        {
            if (Attributes.Of(parameter, "RouteNameAttribute").Any())
                return "RouteName";

            if (Attributes.Of(parameter, "ScriptFunctionNameAttribute").Any())
                return "ScriptFunction";

            return Attributes.Of(parameter, "ConstantAttribute").Any() ? "Constant" : "Format";
        }

        if (type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)
            return "Integer";

        if (type.Name == "ScriptValue")
            return "Format";

        if (type.Name == "VariableReference")
            return "Variable";

        if (IsPartsArgument(type))
            return "Parts";

        if (IsVariableList(type))
            return "Variables";

        return IsScriptArgument(type) ? "Converted" : null;
    }

    private static string Describe(IParameterSymbol parameter)
    {
        var kind = KindOf(parameter)!;
        var code = $"new {Catalog}FunctionParameter({Literal.Text(parameter.Name)}, {Catalog}ArgumentKind.{kind}, {Literal.Bool(parameter.IsOptional)}, {Literal.Text(TypeName(parameter, kind))}";
        if (kind == "Converted")
            code += $", {Catalog}Arguments.Parse<{Name(Underlying(parameter.Type))}>";

        if (kind == "Parts")
            code += $", ParseParts: {Catalog}Arguments.ParseParts<{Name(Underlying(parameter.Type))}>";

        if (kind == "RouteName")
            code += $", null, ({Engine}Routing.RouteKinds){Attributes.Of(parameter, "RouteNameAttribute").First().ConstructorArguments[0].Value}";

        if (Attributes.Of(parameter, "AssignedAttribute").Any())
            code += ", IsAssigned: true";

        var isVerbatim = kind == "Converted" && Attributes.Of(parameter, "ConstantAttribute").Any();
        var isLeading = Attributes.Of(parameter, "LeadingVariableAttribute").Any();
        var isLone = Attributes.Of(parameter, "LoneVariableAttribute").Any();
        var isShell = Attributes.Of(parameter, "ShellAttribute").Any();
        return code + (isVerbatim ? ") { IsVerbatim = true }"
            : isLeading ? ") { TakesLeadingVariable = true }"
            : isLone ? ") { TakesLoneVariable = true }"
            : isShell ? ") { IsShell = true }" : ")");
    }

    private static string TypeName(IParameterSymbol parameter, string kind) => kind switch
    {
        "Integer" => "number",
        "Converted" or "Parts" => Underlying(parameter.Type).Name,
        "RouteName" => "route name",
        "Variable" => "variable",
        "Variables" => "variables",
        _ => "text",
    };

    private static string Thunk(IMethodSymbol method, List<IParameterSymbol> parameters, string full)
    {
        var code = new StringBuilder("static (object module, " + Engine + "Routing.RoutingContext context, global::System.ReadOnlySpan<" + Value + "> arguments) => { ");
        foreach (var parameter in parameters)
            code.Append(Read(parameter));

        var target = method.IsStatic ? full : $"(({full})module)";
        var arguments = string.Concat(parameters.Select((parameter, index) => ", a" + (parameter.Ordinal - 1)));
        var call = $"{target}.{method.Name}(context{arguments})";
        code.Append(method.ReturnType switch
        {
            { SpecialType: SpecialType.System_Void } => $"{call}; return {Value}.Of(1L);",
            { SpecialType: SpecialType.System_Boolean } => $"return {Value}.Of({call} ? 1L : -1L);",
            { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => $"return {Value}.Of((long){call});",
            { SpecialType: SpecialType.System_String } => $"return {Value}.Of({call});",
            { Name: "ReturnCode" } => $"return {Value}.Of((long){call}.Value);",
            _ => $"return {call};",
        });
        return code.Append(" }").ToString();
    }

    private static string Read(IParameterSymbol parameter)
    {
        var index = parameter.Ordinal - 1;
        var type = Name(parameter.Type);
        var underlying = Underlying(parameter.Type);
        var value = $"arguments[{index}]";
        var whenAbsent = $"default({type})!";
        if (parameter.IsOptional && parameter.ExplicitDefaultValue is { } fallback)
            whenAbsent = fallback is string text ? Literal.Text(text) : $"({type})({fallback.ToString().ToLowerInvariant()})";

        var has = $"arguments.Length > {index}";
        if (underlying.SpecialType == SpecialType.System_String)
            return $"{type} a{index} = {has} ? {value}.ToText() : {whenAbsent}; ";

        if (underlying.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64)
            return $"{type} a{index} = {has} ? ({Name(underlying)}){value}.ToInteger() : {whenAbsent}; ";

        if (underlying.Name == "ScriptValue")
            return $"{type} a{index} = {has} ? {value} : {whenAbsent}; ";

        if (underlying.Name == "VariableReference" || IsVariableList(underlying) || IsPartsArgument(underlying))
            return $"{type} a{index} = {whenAbsent}; if ({has}) {{ if (!{value}.TryGetFixed<{Name(underlying)}>(out var c{index})) return {Value}.Of(-1L); a{index} = c{index}; }} ";

        return $"{type} a{index} = {whenAbsent}; if ({has}) {{ if (!{Catalog}Arguments.TryGet<{Name(underlying)}>({value}, out var c{index})) return {Value}.Of(-1L); a{index} = c{index}; }} ";
    }

    private static string KemiReturn(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => "none",
        { SpecialType: SpecialType.System_Boolean } => "bool",
        { SpecialType: SpecialType.System_String } => "value",
        { Name: "ScriptValue" } => "value",
        _ => "int",
    };

    private static string Name(ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));
}
