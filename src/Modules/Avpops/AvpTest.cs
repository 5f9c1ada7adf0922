using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Avpops;

/// <summary><c>$avp(name)[/flags]</c> of is_avp_set().</summary>
/// <param name="Name">Name in the store.</param>
/// <param name="Flags">s text, n number, e empty.</param>
internal sealed record AvpTest(string Name, AvpFlags Flags) : IPartsArgument<AvpTest>
{
    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out AvpTest value, out string error)
    {
        value = null!;
        if (!AvpParts.TryName(parts[0], out var name, out error)
            || !AvpParts.TryFlags(parts, 1, AvpFlags.Text | AvpFlags.Number | AvpFlags.Empty, out var flags, out error))
        {
            return false;
        }

        value = new AvpTest(name, flags);
        return true;
    }

    /// <summary>True when a value is there that has what the flags ask for.</summary>
    public bool IsTrue(AvpStore avps)
    {
        for (var i = 0; avps.Get(Name, i) is { IsDefined: true } value; i++)
        {
            if (Fits(value))
                return true;
        }

        return false;
    }

    private bool Fits(in ScriptValue value) =>
        (!Flags.HasFlag(AvpFlags.Text) || value.IsText)
        && (!Flags.HasFlag(AvpFlags.Number) || value.IsInteger)
        && (!Flags.HasFlag(AvpFlags.Empty) || (value.IsText && value.TextLength == 0));
}
