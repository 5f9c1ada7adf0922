using Signalbox.Engine.Values;

namespace Signalbox.Engine.Catalog;

/// <summary>Reads script arguments in generated code.</summary>
public static class Arguments
{
    /// <summary>True when the script passed argument <paramref name="index"/>.</summary>
    public static bool Has(ReadOnlySpan<ScriptValue> arguments, int index) => index < arguments.Length;

    /// <summary>A converted argument: the constant that load time made, or the text converted now.</summary>
    public static bool TryGet<T>(in ScriptValue argument, out T value)
        where T : IScriptArgument<T>
    {
        if (argument.TryGetFixed(out value))
            return true;

        return T.TryParse(argument.ToText(), out value, out _);
    }

    /// <summary>An argument parser over <see cref="IScriptArgument{TSelf}"/>.</summary>
    public static bool Parse<T>(string text, out object? value, out string error)
        where T : IScriptArgument<T>
    {
        var ok = T.TryParse(text, out var parsed, out error);
        value = ok ? parsed : null;
        return ok;
    }

    /// <summary>An argument parser over <see cref="IPartsArgument{TSelf}"/>.</summary>
    public static bool ParseParts<T>(IReadOnlyList<ArgumentPart> parts, out object? value, out string error)
        where T : IPartsArgument<T>
    {
        var ok = T.TryParse(parts, out var parsed, out error);
        value = ok ? parsed : null;
        return ok;
    }
}
