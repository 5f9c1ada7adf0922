using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>A name of the preprocessor and the text it stands for.</summary>
/// <param name="Name">The identifier.</param>
/// <param name="Value">The text; empty when only its being defined matters.</param>
/// <param name="Span">Where it was defined; null for the command line and for built-in names.</param>
internal sealed record Definition(string Name, string Value, SourceSpan? Span);
