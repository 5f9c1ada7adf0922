using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Rr;

/// <summary>A regular expression over URI parameters, e.g. <c>nat=yes</c>.</summary>
internal sealed class ParameterPattern : IScriptArgument<ParameterPattern>
{
    private const int MaxBytes = 1024;
    private readonly Regex _regex;

    private ParameterPattern(Regex regex) => _regex = regex;

    /// <inheritdoc />
    public static bool TryParse(string text, out ParameterPattern value, out string error)
    {
        value = null!;
        error = string.Empty;
        try
        {
            value = new ParameterPattern(new Regex(text, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));
            return true;
        }
        catch (ArgumentException fault)
        {
            error = $"expected a regular expression: {fault.Message}";
            return false;
        }
    }

    /// <summary>True when the parameters match; more than 1024 bytes never do.</summary>
    public bool Matches(ReadOnlySpan<byte> parameters)
    {
        if (parameters.Length > MaxBytes)
            return false;

        Span<char> text = stackalloc char[MaxBytes];
        var count = Encoding.Latin1.GetChars(parameters, text);
        return _regex.IsMatch(text[..count]);
    }
}
