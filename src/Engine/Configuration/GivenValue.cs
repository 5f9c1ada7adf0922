using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>A parameter as the configuration set it.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">The value.</param>
/// <param name="Span">The statement.</param>
public readonly record struct GivenValue(ParameterDescriptor Parameter, ScriptValue Value, SourceSpan Span);
