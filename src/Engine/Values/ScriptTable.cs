namespace Signalbox.Engine.Values;

/// <summary>Values for scripts in other languages: a list when the items have no names, else a dictionary. Handed over by <see cref="ScriptValue.OfFixed"/>.</summary>
public sealed class ScriptTable
{
    private readonly List<KeyValuePair<string, ScriptValue>> _items = [];

    /// <summary>Its items in their order; empty names are those of a list.</summary>
    public IReadOnlyList<KeyValuePair<string, ScriptValue>> Items => _items;

    /// <summary>Adds an item of a list.</summary>
    public void Add(in ScriptValue value) => _items.Add(new KeyValuePair<string, ScriptValue>(string.Empty, value));

    /// <summary>Adds an item of a dictionary.</summary>
    public void Add(string name, in ScriptValue value) => _items.Add(new KeyValuePair<string, ScriptValue>(name, value));
}
