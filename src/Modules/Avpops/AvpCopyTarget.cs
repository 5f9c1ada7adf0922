using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Avpops;

/// <summary><c>$avp(name)[/flags]</c> of avp_copy().</summary>
/// <param name="Name">Name in the store.</param>
/// <param name="Flags">g all values, d delete the source, n as number, s as text.</param>
internal sealed record AvpCopyTarget(string Name, AvpFlags Flags) : IPartsArgument<AvpCopyTarget>
{
    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out AvpCopyTarget value, out string error)
    {
        value = null!;
        const AvpFlags allowed = AvpFlags.All | AvpFlags.Delete | AvpFlags.Number | AvpFlags.Text;
        if (!AvpParts.TryName(parts[0], out var name, out error) || !AvpParts.TryFlags(parts, 1, allowed, out var flags, out error))
            return false;

        value = new AvpCopyTarget(name, flags);
        return true;
    }
}
