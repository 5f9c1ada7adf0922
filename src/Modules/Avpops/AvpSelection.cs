using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Avpops;

/// <summary>What avp_delete() removes: <c>$avp(name)[/g]</c>, <c>s</c> names of text, <c>i</c> names that are numbers, <c>a</c> or <c>*</c> all.</summary>
internal sealed class AvpSelection : IPartsArgument<AvpSelection>
{
    private readonly string? _name;
    private readonly bool _all;
    private readonly Predicate<string>? _kind;

    private AvpSelection(string? name, bool all, Predicate<string>? kind)
    {
        _name = name;
        _all = all;
        _kind = kind;
    }

    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out AvpSelection value, out string error)
    {
        value = null!;
        if (!AvpParts.TryFlags(parts, 1, AvpFlags.All, out var flags, out error))
            return false;

        var kind = KindOf(parts[0].Text);
        string? name = null;
        if (kind is null && !AvpParts.TryName(parts[0], out name, out error))
        {
            error += ", or s, i, a, * for a kind of names";
            return false;
        }

        value = new AvpSelection(name, flags.HasFlag(AvpFlags.All), kind);
        return true;
    }

    /// <summary>Removes; false when nothing was there.</summary>
    public bool RemoveFrom(AvpStore avps)
    {
        if (_kind is not null)
            return avps.RemoveAll(_kind) > 0;

        if (!_all)
            return avps.Pop(_name!);

        var found = avps.Count(_name!) > 0;
        avps.RemoveAll(_name!);
        return found;
    }

    private static Predicate<string>? KindOf(string text) => text switch
    {
        "s" or "S" => static name => !IsNumber(name),
        "i" or "I" => IsNumber,
        "a" or "A" or "*" => static _ => true,
        _ => null,
    };

    private static bool IsNumber(string name) => name.StartsWith("i:", StringComparison.Ordinal);
}
