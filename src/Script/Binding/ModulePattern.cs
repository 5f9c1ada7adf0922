using Signalbox.Engine.Text;

namespace Signalbox.Script.Binding;

/// <summary>The module part of a modparam: an expression that is matched as a whole, so that "tm" is not "tmx".</summary>
internal sealed class ModulePattern
{
    private readonly string[]? _names;
    private readonly PosixMatcher? _matcher;

    private ModulePattern(string[]? names, PosixMatcher? matcher)
    {
        _names = names;
        _matcher = matcher;
    }

    /// <summary>Reads a pattern; false with a reason when it is no expression.</summary>
    public static bool TryParse(string text, out ModulePattern pattern, out string problem)
    {
        // Nearly every pattern is a name, or names with bars between.
        if (text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '|'))
        {
            problem = string.Empty;
            pattern = new ModulePattern(text.Split('|'), null);
            return true;
        }

        var ok = PosixMatcher.TryCompile($"^({text})$", ignoreCase: false, out var matcher, out problem);
        pattern = new ModulePattern(null, matcher);
        return ok;
    }

    /// <summary>True when the name is one of the pattern's.</summary>
    public bool Matches(string name) => _names is not null ? Array.IndexOf(_names, name) >= 0 : _matcher!.IsMatch(name);
}
