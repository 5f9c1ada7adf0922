using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <summary>Reads <c>name=i:42</c> and <c>name=s:text</c>.</summary>
internal static class InitialValue
{
    /// <summary>What a wrong text is answered with.</summary>
    public const string Expected = "expected name=i:number or name=s:text";

    /// <summary>Reads a definition.</summary>
    public static bool TryParse(string text, out string name, out ScriptValue value)
    {
        value = default;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        name = equals > 0 ? text[..equals].Trim() : string.Empty;
        var given = text.AsSpan(equals + 1);
        if (name.Length == 0 || given.Length < 2 || given[1] != ':')
            return false;

        if (given[0] == 's')
            value = ScriptValue.Of(given[2..].ToString());
        else if (given[0] == 'i' && IntegerText.TryParse(given[2..], out var number))
            value = ScriptValue.Of(number);

        return value.IsDefined;
    }
}
