using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>A flag argument, 0 to 31; names declared with <c>flags</c> arrive here as numbers.</summary>
/// <param name="Bit">Number of the flag.</param>
internal readonly record struct FlagNumber(int Bit) : IScriptArgument<FlagNumber>
{
    /// <summary>Highest flag.</summary>
    public const int Max = 31;

    /// <summary>The flag as a mask.</summary>
    public uint Mask => 1u << Bit;

    /// <inheritdoc />
    public static bool TryParse(string text, out FlagNumber value, out string error)
    {
        value = default;
        error = string.Empty;
        if (!IntegerText.TryParse(text, out var number))
        {
            error = $"flag '{text}' not declared";
            return false;
        }

        if (number is < 0 or > Max)
        {
            error = $"message flag {text} too high; MAX=31";
            return false;
        }

        value = new FlagNumber((int)number);
        return true;
    }
}
