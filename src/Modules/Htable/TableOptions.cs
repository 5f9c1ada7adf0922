using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>One table as the htable parameter declares it: <c>name=>size=8;autoexpire=300;initval=0;updateexpire=1</c>.</summary>
/// <param name="Name">Name in <c>$sht(name=>key)</c>.</param>
internal sealed record TableOptions(string Name)
{
    /// <summary>log2 of the slots that listings show.</summary>
    public int SizeBits { get; init; } = 8;

    /// <summary>Seconds after which an item goes; 0 = never.</summary>
    public int AutoExpire { get; init; }

    /// <summary>True when each change starts the time again.</summary>
    public bool UpdateExpire { get; init; } = true;

    /// <summary>Value of a missing key, or undefined.</summary>
    public ScriptValue Initial { get; init; }

    /// <summary>Reads a definition; null result with a reason when it is wrong.</summary>
    public static TableOptions? Parse(string text, out string error)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        var name = (arrow < 0 ? text : text[..arrow]).Trim();
        error = name.Length == 0 ? "expected name=>size=8;autoexpire=seconds;…" : string.Empty;
        var options = new TableOptions(name);
        var rest = arrow < 0 ? string.Empty : text[(arrow + 2)..];
        foreach (var piece in rest.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                error = $"table '{name}': expected attribute=value, not '{piece}'";
                break;
            }

            options = options.With(piece[..equals].Trim(), piece[(equals + 1)..].Trim(), ref error);
        }

        return error.Length == 0 ? options : null;
    }

    private TableOptions With(string attribute, string value, ref string error)
    {
        var isNumber = IntegerText.TryParse(value, out var number);
        switch (attribute)
        {
            case "size" when isNumber && number is >= 1 and <= 31:
                return this with { SizeBits = (int)number };
            case "autoexpire" when isNumber && number is >= 0 and <= int.MaxValue:
                return this with { AutoExpire = (int)number };
            case "updateexpire" when isNumber:
                return this with { UpdateExpire = number != 0 };
            case "initval":
                return this with { Initial = isNumber ? ScriptValue.Of(number) : ScriptValue.Of(value) };
            case "dmqreplicate" or "dbmode" when isNumber && number == 0:
                return this;
            case "dbtable" or "cols" or "colnull" or "coldelim" or "dbmode" or "dmqreplicate":
                error = $"table '{Name}': {attribute} is not supported yet, tables live in memory";
                return this;
            default:
                error = $"table '{Name}': '{attribute}={value}' is not an attribute: expected size, autoexpire, initval, updateexpire";
                return this;
        }
    }
}
