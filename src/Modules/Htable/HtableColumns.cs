namespace Signalbox.Modules.Htable;

/// <summary>Names of the columns of database tables.</summary>
internal sealed class HtableColumns
{
    /// <summary>Column of keys.</summary>
    public string Name { get; set; } = "key_name";

    /// <summary>Column of what a key is: 0 a key, 1 the name of an array, whose rows are its items.</summary>
    public string NameType { get; set; } = "key_type";

    /// <summary>Column of what a value is: 0 text, 1 a number.</summary>
    public string ValueType { get; set; } = "value_type";

    /// <summary>Column of values.</summary>
    public string Value { get; set; } = "key_value";

    /// <summary>Column of the ends of items, in seconds since 1970; 0 = none.</summary>
    public string Expires { get; set; } = "expires";

    /// <summary>True when the column of ends is used.</summary>
    public bool HasExpires { get; set; }

    /// <summary>What is put behind the name of an array for the number of its items.</summary>
    public string SizeSuffix { get; set; } = "::size";

    /// <summary>The columns of a table without <c>cols</c>.</summary>
    public string[] All => HasExpires ? [Name, NameType, ValueType, Value, Expires] : [Name, NameType, ValueType, Value];
}
