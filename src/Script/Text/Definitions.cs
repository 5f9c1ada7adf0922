namespace Signalbox.Script.Text;

/// <summary>The names that the preprocessor knows.</summary>
internal sealed class Definitions
{
    private readonly Dictionary<string, Definition> _items = new(StringComparer.Ordinal);

    /// <summary>Starts with the names that say which dialect this is.</summary>
    public Definitions()
    {
        foreach (var name in (ReadOnlySpan<string>)["KAMAILIO_5", "KAMAILIO_5_6", "KAMAILIO_5_6_3", "SIGNALBOX"])
            Set(new Definition(name, string.Empty, null));

        Set(new Definition("KAMAILIO_VERSION", "5006003", null));
        Set(new Definition("OS_NAME", OperatingSystem.IsMacOS() ? "\"darwin\"" : "\"linux\"", null));
    }

    /// <summary>All names.</summary>
    public IReadOnlyDictionary<string, Definition> Items => _items;

    /// <summary>Adds or replaces.</summary>
    public void Set(Definition definition) => _items[definition.Name] = definition;

    /// <summary>Adds what <c>-A</c> says: <c>NAME</c> or <c>NAME=value</c>.</summary>
    public void SetFromCommandLine(string argument)
    {
        var equals = argument.IndexOf('=');
        Set(equals < 0
            ? new Definition(argument, string.Empty, null)
            : new Definition(argument[..equals], argument[(equals + 1)..], null));
    }

    /// <summary>Removes a name; false when there is none.</summary>
    public bool Remove(string name) => _items.Remove(name);

    /// <summary>True when the name is defined.</summary>
    public bool Contains(string name) => _items.ContainsKey(name);

    /// <summary>Looks a name up.</summary>
    public Definition? Find(string name) => _items.GetValueOrDefault(name);
}
