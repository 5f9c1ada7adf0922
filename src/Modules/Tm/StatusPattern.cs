using System.Text.RegularExpressions;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Tm;

/// <summary>A regular expression over status codes, e.g. <c>^(486|408)$</c>.</summary>
internal sealed class StatusPattern : IScriptArgument<StatusPattern>
{
    private readonly Regex _regex;

    private StatusPattern(Regex regex) => _regex = regex;

    /// <inheritdoc />
    public static bool TryParse(string text, out StatusPattern value, out string error)
    {
        value = null!;
        error = string.Empty;
        try
        {
            value = new StatusPattern(new Regex(text, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));
            return true;
        }
        catch (ArgumentException fault)
        {
            error = $"expected a regular expression: {fault.Message}";
            return false;
        }
    }

    /// <summary>True when the code, as three digits, matches.</summary>
    public bool Matches(int code)
    {
        Span<char> digits = stackalloc char[11];
        return code.TryFormat(digits, out var count, provider: System.Globalization.CultureInfo.InvariantCulture) && _regex.IsMatch(digits[..count]);
    }
}
