namespace Signalbox.Script.Binding;

/// <summary>Variables that a configuration and its scripts use, as <c>$name</c> or <c>$name(inner)</c>. Safe from all workers; keeps the first ones when there are very many.</summary>
internal sealed class VariableNames
{
    private const int Most = 1024;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>What was noted so far.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _names];
        }
    }

    /// <summary>Notes one.</summary>
    public void Note(VariableText variable)
    {
        var name = variable.Inner is { } inner ? $"${variable.Name}({inner})" : $"${variable.Name}";
        lock (_gate)
        {
            if (_names.Count < Most)
                _names.Add(name);
        }
    }
}
