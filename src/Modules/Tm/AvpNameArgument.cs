using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tm;

/// <summary>The AVP that a parameter names: <c>$avp(name)</c>.</summary>
/// <param name="Name">Name in the store.</param>
internal sealed record AvpNameArgument(string Name)
{
    /// <summary>Reads it; null with the reason when it is no AVP.</summary>
    public static AvpNameArgument? Parse(string text, out string? error)
    {
        var name = text.StartsWith('$') ? AvpNames.OfVariable(text) : null;
        error = name is null ? $"'{text}' is no AVP, expected $avp(name)" : null;
        return name is null ? null : new AvpNameArgument(name);
    }
}
