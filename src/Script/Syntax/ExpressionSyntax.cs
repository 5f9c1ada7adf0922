using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>Something with a value.</summary>
internal abstract class ExpressionSyntax(SourceSpan span) : SyntaxNode(span);
