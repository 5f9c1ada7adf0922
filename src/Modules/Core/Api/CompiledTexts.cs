using System.Collections.Concurrent;

namespace Signalbox.Modules.Core.Api;

/// <summary>What texts put together at run time were compiled to, once each; starts again when it is full.</summary>
/// <typeparam name="T">The compiled form.</typeparam>
internal sealed class CompiledTexts<T>
    where T : class
{
    private const int MaxKept = 256;
    private readonly ConcurrentDictionary<string, T> _items = new(StringComparer.Ordinal);

    /// <summary>The compiled form of a text that was seen before.</summary>
    public bool TryGet(string text, out T? compiled) => _items.TryGetValue(text, out compiled);

    /// <summary>Keeps a compiled form.</summary>
    public void Add(string text, T compiled)
    {
        if (_items.Count >= MaxKept)
            _items.Clear();

        _items[text] = compiled;
    }
}
