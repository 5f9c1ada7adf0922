using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Cfgutils;

/// <summary>A percentage, 0 to 100.</summary>
/// <param name="Percent">The number.</param>
internal readonly record struct ProbabilityNumber(int Percent) : IScriptArgument<ProbabilityNumber>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out ProbabilityNumber value, out string error)
    {
        var isGood = IntegerText.TryParse(text, out var number) && number is >= 0 and <= 100;
        value = new ProbabilityNumber(isGood ? (int)number : 0);
        error = isGood ? string.Empty : $"found '{text}', expected a percentage from 0 to 100";
        return isGood;
    }
}
