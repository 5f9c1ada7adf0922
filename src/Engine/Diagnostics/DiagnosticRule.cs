namespace Signalbox.Engine.Diagnostics;

/// <summary>One kind of finding. The id is stable and has a page in docs/diagnostics.</summary>
/// <param name="Id">E.g. <c>CFG0207</c>.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Format">Composite format of the message.</param>
public sealed record DiagnosticRule(string Id, Severity Severity, string Format);
