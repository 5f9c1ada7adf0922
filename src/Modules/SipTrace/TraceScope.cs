using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipTrace;

/// <summary>How much a call of sip_trace() covers: the letters m, t and d.</summary>
internal readonly record struct TraceScope : IScriptArgument<TraceScope>
{
    /// <summary>True for the whole transaction, false for the message alone.</summary>
    public bool IsTransaction { get; private init; }

    /// <summary>True for the whole dialog, its transactions included.</summary>
    public bool IsDialog { get; private init; }

    /// <summary>The message alone.</summary>
    public static TraceScope Message => default;

    /// <summary>The whole transaction.</summary>
    public static TraceScope Transaction => new() { IsTransaction = true };

    /// <summary>The whole dialog.</summary>
    public static TraceScope Dialog => new() { IsTransaction = true, IsDialog = true };

    /// <inheritdoc />
    public static bool TryParse(string text, out TraceScope value, out string error)
    {
        value = default;
        error = string.Empty;
        switch (text.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant())
        {
            case "M":
                return true;
            case "T":
                value = Transaction;
                return true;
            case "D":
                value = Dialog;
                return true;
            default:
                error = $"'{text}' is no tracing type; expected m, t or d";
                return false;
        }
    }
}
