using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>The variables of a dialog (<c>$dlg_var(name)</c>). A variable that is set twice keeps its place. Guarded by the dialog.</summary>
internal sealed class DialogVariables
{
    /// <summary>More are refused.</summary>
    public const int Max = 256;

    /// <summary>Longest value in bytes.</summary>
    public const int MaxValueBytes = 4096;

    private readonly List<(string Name, string Value)> _items = [];

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<(string Name, string Value)> Items => _items;

    /// <summary>The value of a variable; undefined when it is not there.</summary>
    public ScriptValue Get(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? ScriptValue.Undefined : ScriptValue.Of(_items[index].Value);
    }

    /// <summary>Sets a variable.</summary>
    /// <returns>False when there are too many, or the value is too long.</returns>
    public bool Set(string name, string value)
    {
        var index = IndexOf(name);
        if (value.Length > MaxValueBytes || (index < 0 && _items.Count >= Max))
            return false;

        if (index < 0)
            _items.Add((name, value));
        else
            _items[index] = (name, value);

        return true;
    }

    /// <summary>Removes a variable; false when it is not there.</summary>
    public bool Remove(string name)
    {
        var index = IndexOf(name);
        if (index >= 0)
            _items.RemoveAt(index);

        return index >= 0;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            if (_items[i].Name == name)
                return i;
        }

        return -1;
    }
}
