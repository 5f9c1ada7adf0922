using System.Globalization;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>One <c>htable</c> parameter: <c>name=>size=8;autoexpire=300;…</c>.</summary>
internal sealed record HtableDefinition
{
    private const int DefaultSize = 8;
    private const int MaxSize = 20;

    /// <summary>Name of the table.</summary>
    public required string Name { get; init; }

    /// <summary>Logarithm to base 2 of the number of slots.</summary>
    public int Size { get; init; } = DefaultSize;

    /// <summary>Life of an item in seconds; 0 = for ever.</summary>
    public long AutoExpire { get; init; }

    /// <summary>True when writing an item starts its life again.</summary>
    public bool UpdateExpire { get; init; } = true;

    /// <summary>What a missing key reads as; undefined when not given.</summary>
    public ScriptValue Initial { get; init; }

    /// <summary>Table of the database; empty = none.</summary>
    public string DatabaseTable { get; init; } = string.Empty;

    /// <summary>True when the database table is written when the server stops (dbmode 1).</summary>
    public bool IsWrittenBack { get; init; }

    /// <summary>Columns of the database table, the key first; empty = the usual ones.</summary>
    public string[] Columns { get; init; } = [];

    /// <summary>What stands between the values of several columns.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>What a NULL among them reads as.</summary>
    public string NullText { get; init; } = "*";

    /// <summary>Reads the parameter.</summary>
    /// <returns>Null with an error text.</returns>
    public static HtableDefinition? Parse(string text, out string? error)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        var name = arrow < 0 ? text.Trim() : text[..arrow].Trim();
        error = name.Length == 0 ? $"'{text}' names no table; expected name=>size=8;autoexpire=300" : null;
        var definition = new HtableDefinition { Name = name };
        if (arrow < 0 || error is not null)
            return error is null ? definition : null;

        foreach (var part in text[(arrow + 2)..].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (definition.With(part, out error) is not { } next)
                return null;

            definition = next;
        }

        return definition;
    }

    private HtableDefinition? With(string part, out string? error)
    {
        error = null;
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        var attribute = equals < 0 ? part : part[..equals].TrimEnd();
        var value = equals < 0 ? string.Empty : part[(equals + 1)..].Trim();
        if (attribute is "dbtable" or "dmqreplicate" or "dbmode" or "cols" or "coldelim" or "colnull")
            return WithDatabase(attribute, value.Trim('\'', '"'), out error);

        var isNumber = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        error = (attribute, isNumber) switch
        {
            ("size", true) when number is >= 0 and <= MaxSize => null,
            ("size", _) => $"table '{Name}': size is '{value}', expected 1 to {MaxSize}: the logarithm of the number of slots",
            ("autoexpire", true) when number >= 0 => null,
            ("autoexpire", _) => $"table '{Name}': autoexpire is '{value}', expected seconds",
            ("updateexpire" or "initval", false) => $"table '{Name}': {attribute} is '{value}', expected a number",
            ("updateexpire" or "initval", true) => null,
            _ => $"table '{Name}': unknown attribute '{attribute}'",
        };
        return error is not null ? null : attribute switch
        {
            "size" => this with { Size = number == 0 ? DefaultSize : (int)number },
            "autoexpire" => this with { AutoExpire = number },
            "updateexpire" => this with { UpdateExpire = number != 0 },
            _ => this with { Initial = ScriptValue.Of(number) },
        };
    }

    private HtableDefinition? WithDatabase(string attribute, string value, out string? error)
    {
        var columns = value.Split(',', StringSplitOptions.TrimEntries);
        error = attribute switch
        {
            "dmqreplicate" when value is not ("" or "0") => $"table '{Name}': dmqreplicate is not supported; there is no replication",
            "dbmode" when value is not ("" or "0" or "1") => $"table '{Name}': dbmode is '{value}', expected 0 or 1",
            "cols" when columns.Length < 2 || Array.Exists(columns, column => column.Length == 0) => $"table '{Name}': cols is '{value}', expected key and value columns: 'key,value'",
            _ => null,
        };
        return error is not null ? null : attribute switch
        {
            "dbtable" => this with { DatabaseTable = value },
            "dbmode" => this with { IsWrittenBack = value == "1" },
            "cols" => this with { Columns = columns },
            "coldelim" => this with { Delimiter = value },
            "colnull" => this with { NullText = value },
            _ => this,
        };
    }
}
