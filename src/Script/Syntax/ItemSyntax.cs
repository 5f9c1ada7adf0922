using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>Something at the top level of a cfg.</summary>
internal abstract class ItemSyntax(SourceSpan span) : SyntaxNode(span);
