using Signalbox.Engine.Text;
using DotNetRegex = System.Text.RegularExpressions.Regex;

namespace Signalbox.Script.Binding;

/// <summary>The module part of a modparam: an expression that is matched as a whole, so that "tm" is not "tmx".</summary>
internal sealed class ModulePattern
{
    private readonly string[]? _names;
    private readonly DotNetRegex? _regex;

    private ModulePattern(string[]? names, DotNetRegex? regex)
    {
        _names = names;
        _regex = regex;
    }

    /// <summary>Reads a pattern; false with a reason when it is no expression.</summary>
    public static bool TryParse(string text, out ModulePattern pattern, out string problem)
    {
        // Nearly every pattern is a name, or names with bars between; an expression costs a millisecond to build.
        if (text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '|'))
        {
            problem = string.Empty;
            pattern = new ModulePattern(text.Split('|'), null);
            return true;
        }

        var ok = PosixRegex.TryCompile($"^({text})$", ignoreCase: false, out var regex, out problem);
        pattern = new ModulePattern(null, regex);
        return ok;
    }

    /// <summary>True when the name is one of the pattern's.</summary>
    public bool Matches(string name) => _names is not null ? Array.IndexOf(_names, name) >= 0 : _regex!.IsMatch(name);
}
