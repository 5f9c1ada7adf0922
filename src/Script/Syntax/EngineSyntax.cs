using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>cfgengine "lua"</c>: which language holds the routes.</summary>
internal sealed class EngineSyntax(SourceSpan span, TextSyntax name) : ItemSyntax(span)
{
    public TextSyntax Name { get; } = name;

    public override void Print(CfgWriter writer) => writer.Write("cfgengine ").Write(Name);
}
