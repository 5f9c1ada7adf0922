using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Signalbox.Generators;

/// <summary>Reads the catalogue's attributes.</summary>
internal static class Attributes
{
    /// <summary>Attributes of a symbol by class name, all of the catalogue's namespace.</summary>
    public static IEnumerable<AttributeData> Of(ISymbol symbol, string name) => symbol.GetAttributes().Where(attribute =>
        attribute.AttributeClass is { } type && type.Name == name && type.ContainingNamespace.ToDisplayString() == "Signalbox.Engine.Catalog");

    /// <summary>All members with an attribute, in source order.</summary>
    public static IEnumerable<(ISymbol Member, AttributeData Attribute)> Members(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                foreach (var attribute in Of(member, name))
                    yield return (member, attribute);
            }
        }
    }

    /// <summary>First constructor argument.</summary>
    public static string Name(this AttributeData attribute) => (string?)attribute.ConstructorArguments[0].Value ?? string.Empty;

    /// <summary>A named text argument.</summary>
    public static string Text(this AttributeData attribute, string name) => attribute.Find(name)?.Value as string ?? string.Empty;

    /// <summary>A named text list.</summary>
    public static IEnumerable<string> Texts(this AttributeData attribute, string name) =>
        attribute.Find(name) is { Kind: TypedConstantKind.Array } list ? list.Values.Select(static value => (string)value.Value!) : Enumerable.Empty<string>();

    /// <summary>A named bool argument.</summary>
    public static bool Flag(this AttributeData attribute, string name, bool whenAbsent = false) => attribute.Find(name)?.Value as bool? ?? whenAbsent;

    /// <summary>A named number or enum argument.</summary>
    public static long? Number(this AttributeData attribute, string name) => attribute.Find(name)?.Value switch
    {
        int number => number,
        long number => number,
        byte number => number,
        _ => null,
    };

    private static TypedConstant? Find(this AttributeData attribute, string name)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == name)
                return pair.Value;
        }

        return null;
    }
}
