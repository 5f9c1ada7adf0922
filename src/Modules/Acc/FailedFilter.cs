using System.Globalization;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Acc;

/// <summary>Status codes from 300 that failed_transaction_flag does not cover.</summary>
internal sealed class FailedFilter
{
    private readonly bool[] _codes = new bool[700];

    /// <summary>True when a transaction with this final code is not accounted.</summary>
    public bool Contains(int code) => (uint)code < (uint)_codes.Length && _codes[code];

    /// <summary>Reads codes separated by commas, e.g. <c>404,407</c>; reports what is none.</summary>
    public static FailedFilter Parse(ModuleValidation validation, string parameter, string text)
    {
        var filter = new FailedFilter();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 300 and < 700)
                filter._codes[code] = true;
            else
                validation.Error(parameter, $"found '{part}', expected a status code from 300 to 699", "for example 404,407");
        }

        return filter;
    }
}
