using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Signalbox.Generators;

/// <summary>Writes the simple descriptors: transformations, RPC commands, events, counters.</summary>
internal static class MemberEmitter
{
    private const string Catalog = "global::Signalbox.Engine.Catalog.";

    /// <summary>Transformations.</summary>
    public static IEnumerable<string> Transformations(INamedTypeSymbol type, string full)
    {
        foreach (var (member, attribute) in Attributes.Members(type, "TransformationAttribute"))
        {
            var check = attribute.Text("Check");
            yield return $"new {Catalog}TransformationDescriptor({Literal.Text(attribute.Name())}, {Literal.Text(attribute.Text("Summary"))}, "
                + $"{attribute.Number("MinArguments") ?? 0}, {attribute.Number("MaxArguments") ?? 0}, {full}.{member.Name}, {Literal.Bool(attribute.Flag("Newer"))}{(check.Length > 0 ? $", global::{type.ContainingNamespace}.{check}" : string.Empty)})";
        }
    }

    /// <summary>RPC commands.</summary>
    public static IEnumerable<string> Rpcs(INamedTypeSymbol type, string full)
    {
        foreach (var (member, attribute) in Attributes.Members(type, "RpcAttribute"))
        {
            yield return $"new {Catalog}RpcDescriptor({Literal.Text(attribute.Name())}, {Literal.Text(attribute.Text("Summary"))}, "
                + $"{Literal.Bool(attribute.Flag("IsList"))}, static (module, call) => {(member.IsStatic ? full : $"(({full})module)")}.{member.Name}(call), {Literal.Text(attribute.Text("Mi"))})";
        }
    }

    /// <summary>Events.</summary>
    public static IEnumerable<string> Events(INamedTypeSymbol type, string full)
    {
        foreach (var (member, attribute) in Attributes.Members(type, "EventAttribute"))
        {
            yield return $"new {Catalog}EventDescriptor({Literal.Text(attribute.Name())}, {Literal.Text(attribute.Text("Summary"))}, "
                + $"static module => (({full})module).{member.Name}, {Literal.Text(attribute.Text("Callback"))})";
        }
    }

    /// <summary>Counters.</summary>
    public static IEnumerable<string> Statistics(INamedTypeSymbol type, string full)
    {
        foreach (var (member, attribute) in Attributes.Members(type, "StatisticAttribute"))
        {
            yield return $"new {Catalog}StatisticDescriptor({Literal.Text(attribute.Name())}, {Literal.Text(attribute.Text("Summary"))}, "
                + $"static module => (({full})module).{member.Name})";
        }
    }
}
