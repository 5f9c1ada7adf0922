using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Exec;

/// <summary>AVPs in the order of a program's lines: <c>$avp(first);$avp(second)</c>.</summary>
/// <param name="names">Their names.</param>
internal sealed class AvpNames(string[] names) : IScriptArgument<AvpNames>
{
    /// <summary>Their names.</summary>
    public string[] Names { get; } = names;

    /// <inheritdoc />
    public static bool TryParse(string text, out AvpNames value, out string error)
    {
        error = string.Empty;
        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var names = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].StartsWith("$avp(", StringComparison.Ordinal) || !parts[i].EndsWith(')') || parts[i].Length < 7)
                error = $"found '{parts[i]}', expected $avp(name), several parted by semicolons";
            else
                names[i] = NameOf(parts[i][5..^1]);
        }

        value = new AvpNames(names);
        return error.Length == 0;
    }

    // s:name and i:5 are older ways to write a name and a number.
    private static string NameOf(string inner) => inner.StartsWith("s:", StringComparison.Ordinal) || inner.StartsWith("i:", StringComparison.Ordinal) ? inner[2..] : inner;
}
