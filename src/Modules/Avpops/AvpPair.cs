using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Avpops;

/// <summary><c>$avp(source)[/$avp(destination)][/flags]</c> of avp_subst() and avp_op().</summary>
/// <param name="Source">Name in the store.</param>
/// <param name="Destination">Name in the store; the source itself when none is given.</param>
/// <param name="Flags">g all values, d delete the source.</param>
internal sealed record AvpPair(string Source, string Destination, AvpFlags Flags) : IPartsArgument<AvpPair>
{
    /// <summary>True when results take the place of what was read.</summary>
    public bool Replaces => Source == Destination || Flags.HasFlag(AvpFlags.Delete);

    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out AvpPair value, out string error)
    {
        value = null!;
        if (!AvpParts.TryName(parts[0], out var source, out error))
            return false;

        var destination = source;
        var next = 1;
        if (parts.Count > 1 && parts[1].Variable is not null && !AvpParts.TryName(parts[next++], out destination, out error))
            return false;

        if (!AvpParts.TryFlags(parts, next, AvpFlags.All | AvpFlags.Delete, out var flags, out error))
            return false;

        value = new AvpPair(source, destination, flags);
        return true;
    }
}
