using System.Text.RegularExpressions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Text;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textops;

/// <summary>A regular expression argument: POSIX extended, with case, a dot is any character.</summary>
/// <param name="Regex">The expression.</param>
internal sealed record ExactRegex(Regex Regex) : IScriptArgument<ExactRegex>
{
    private static readonly CompiledTexts<ExactRegex> Compiled = new();

    /// <inheritdoc />
    public static bool TryParse(string text, out ExactRegex value, out string error)
    {
        error = string.Empty;
        if (Compiled.TryGet(text, out value!))
            return true;

        if (!PosixRegex.TryCompile(text, ignoreCase: false, out var regex, out error))
            return false;

        value = new ExactRegex(regex);
        Compiled.Add(text, value);
        return true;
    }
}
