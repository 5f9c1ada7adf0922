using System.Collections.Concurrent;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>Destinations that scripts named, parsed once each.</summary>
internal sealed class TraceTargets : IDisposable
{
    // A script may build URIs from messages; beyond this number they are parsed each time.
    private const int MaxKept = 1_024;
    private readonly ConcurrentDictionary<string, TraceTarget?> _known = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var target in _known.Values)
            target?.Dispose();
    }

    /// <summary>The target of a URI; null when it is no SIP URI.</summary>
    public TraceTarget? Find(in ScriptValue uri)
    {
        var text = uri.ToText();
        if (_known.TryGetValue(text, out var target))
            return target;

        target = TraceTarget.Parse(text);
        if (_known.Count < MaxKept)
            _known.TryAdd(text, target);

        return target;
    }
}
