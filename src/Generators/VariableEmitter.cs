using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Signalbox.Generators;

/// <summary>Writes pseudo-variable descriptors.</summary>
internal static class VariableEmitter
{
    private const string Engine = "global::Signalbox.Engine.";
    private const string Catalog = Engine + "Catalog.";
    private const string Context = Engine + "Routing.RoutingContext context, in " + Catalog + "VariableKey key";

    /// <summary>One item per attribute.</summary>
    public static IEnumerable<string> Emit(INamedTypeSymbol type, string full, List<Diagnostic> problems)
    {
        var writers = Attributes.Members(type, "PseudoVariableWriterAttribute").ToList();
        var readers = Attributes.Members(type, "PseudoVariableAttribute").ToList();
        foreach (var (member, attribute) in writers)
        {
            if (!readers.Any(reader => reader.Attribute.Name() == attribute.Name()))
                problems.Add(Problems.At(member, $"variable '{attribute.Name()}' has a writer and no reader"));
        }

        foreach (var (member, attribute) in readers)
        {
            var name = attribute.Name();
            var parser = attribute.Text("Parser");
            var store = attribute.Text("Store");
            var (found, written) = writers.FirstOrDefault(candidate => candidate.Attribute.Name() == name);
            var writer = found as IMethodSymbol;
            var code = $"new {Catalog}VariableDescriptor {{ Name = {Literal.Text(name)}, Summary = {Literal.Text(attribute.Text("Summary"))}, "
                + $"IsNewer = {Literal.Bool(attribute.Flag("Newer"))}, NewerInner = {Literal.Text(attribute.Text("NewerInner"))}, Inner = ({Catalog}InnerName){attribute.Number("Inner") ?? 0}, ";
            if (store.Length > 0)
                code += $"Store = {Literal.Text(store)}, ";

            if (parser.Length > 0)
                code += $"ParseInner = {full}.{parser}, ";

            code += $"Read = static (object module, {Context}) => {Call((IMethodSymbol)member, full, 2, string.Empty)}";
            if (attribute.Text("Number") is { Length: > 0 } number)
                code += $", ReadNumber = static (object module, {Context}) => {full}.{number}(context)";

            if (writer is not null)
                code += $", Write = static (object module, {Context}, in {Engine}Values.ScriptValue value) => {Call(writer, full, 3, ", value")}, WriteCopies = {Literal.Bool(written.Flag("Copies"))}";

            yield return code + " }";
        }
    }

    private static string Call(IMethodSymbol method, string full, int parametersWithKey, string tail)
    {
        var target = method.IsStatic ? full : $"(({full})module)";
        var key = method.Parameters.Length == parametersWithKey ? ", key" : string.Empty;
        return $"{target}.{method.Name}(context{key}{tail})";
    }
}
