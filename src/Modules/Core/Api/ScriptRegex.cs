using System.Text.RegularExpressions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Text;

namespace Signalbox.Modules.Core.Api;

/// <summary>A regular expression argument: POSIX extended, without case, lines apart.</summary>
internal sealed class ScriptRegex : IScriptArgument<ScriptRegex>
{
    private static readonly CompiledTexts<ScriptRegex> Compiled = new();

    private ScriptRegex(Regex regex) => Regex = regex;

    /// <summary>The expression.</summary>
    public Regex Regex { get; }

    /// <inheritdoc />
    public static bool TryParse(string text, out ScriptRegex value, out string error)
    {
        error = string.Empty;
        if (Compiled.TryGet(text, out value!))
            return true;

        if (!PosixRegex.TryCompile(text, ignoreCase: true, out var regex, out error, byLine: true))
            return false;

        value = new ScriptRegex(regex);
        Compiled.Add(text, value);
        return true;
    }
}
