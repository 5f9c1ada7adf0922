using System.Globalization;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Answers to pings that count as good: those of class 2, and what <c>ds_ping_reply_codes</c> adds.</summary>
internal sealed class ReplyCodes
{
    private const int Good = 2;
    private readonly HashSet<int> _classes = [Good];
    private readonly HashSet<int> _codes = [];

    /// <summary>Reads <c>class=2;code=403</c>; null when it is not of the form.</summary>
    public static ReplyCodes? Parse(string text)
    {
        var codes = new ReplyCodes();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !int.TryParse(part[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;

            switch (part[..equals])
            {
                case "class" when number is >= 1 and <= 6:
                    codes._classes.Add(number);
                    break;
                case "code" when number is >= 100 and <= 699:
                    codes._codes.Add(number);
                    break;
                default:
                    return null;
            }
        }

        return codes;
    }

    /// <summary>True when the code counts as good.</summary>
    public bool IsGood(int code) => _classes.Contains(code / 100) || _codes.Contains(code);
}
