using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>group.name = value desc "text"</c>, or <c>group[id].name = value</c>.</summary>
internal sealed class ConfigVariableSyntax(SourceSpan span, NameSyntax group, NameSyntax name, ExpressionSyntax value) : ItemSyntax(span)
{
    public NameSyntax Group { get; } = group;

    public long? Instance { get; init; }

    public NameSyntax Name { get; } = name;

    public ExpressionSyntax Value { get; } = value;

    public string? Description { get; init; }

    public override void Print(CfgWriter writer)
    {
        writer.Write(Group);
        if (Instance is { } instance)
            writer.Write("[").Write(instance).Write("]");

        writer.Write(".").Write(Name).Write(" = ").Write(Value);
        if (Description is not null)
            writer.Write(" desc ").WriteQuoted(Description);
    }
}
