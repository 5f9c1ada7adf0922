using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Catalog;

/// <summary>A module of one snapshot: its declaration, the object and where the cfg loads and sets it.</summary>
public sealed class ModuleInstance
{
    private readonly Dictionary<string, SourceSpan> _parameterSpans = new(StringComparer.Ordinal);

    /// <summary>Wraps an instance.</summary>
    public ModuleInstance(ModuleDescriptor descriptor, object instance, SourceSpan? span)
    {
        Descriptor = descriptor;
        Instance = instance;
        Span = span;
    }

    /// <summary>Its declaration.</summary>
    public ModuleDescriptor Descriptor { get; }

    /// <summary>The object that functions are called on.</summary>
    public object Instance { get; }

    /// <summary>Its loadmodule statement; null for implicit modules.</summary>
    public SourceSpan? Span { get; }

    /// <summary>Values given by modparam, in order; for the diff of two generations.</summary>
    public List<(string Name, string Value)> Values { get; } = [];

    /// <summary>The same with their declarations.</summary>
    public List<GivenValue> Given { get; } = [];

    /// <summary>Notes where a parameter was set.</summary>
    public void Note(string parameter, string value, SourceSpan span)
    {
        _parameterSpans[parameter] = span;
        Values.Add((parameter, value));
    }

    /// <summary>Where a parameter was set last, else the loadmodule.</summary>
    public SourceSpan? SpanOf(string parameter) => _parameterSpans.TryGetValue(parameter, out var span) ? span : Span;
}
