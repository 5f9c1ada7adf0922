using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary>Something that a route does.</summary>
internal abstract class StatementSyntax(SourceSpan span) : SyntaxNode(span);
