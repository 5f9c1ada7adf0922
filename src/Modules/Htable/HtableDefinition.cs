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
        if (attribute is "dbtable" or "dmqreplicate" or "dbmode" && value is not ("" or "0"))
        {
            error = $"table '{Name}': {attribute} is not supported; tables live in memory only";
            return null;
        }

        if (attribute is "dbtable" or "dmqreplicate" or "dbmode" or "cols" or "coldelim" or "colnull")
            return this;

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
}
