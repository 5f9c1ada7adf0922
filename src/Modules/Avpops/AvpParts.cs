using Signalbox.Engine.Catalog;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Avpops;

/// <summary>Reads the parts that arguments of this module are made of.</summary>
internal static class AvpParts
{
    private const string Letters = "gdsnei";

    /// <summary>An AVP by name; variables inside the name are not possible.</summary>
    public static bool TryName(ArgumentPart part, out string name, out string error)
    {
        name = (part.Variable is null ? null : AvpNames.OfVariable(part.Text)) ?? string.Empty;
        error = name.Length > 0 ? string.Empty : $"found '{part.Text}', expected an AVP with a constant name: $avp(name)";
        return name.Length > 0;
    }

    /// <summary>The flags in part <paramref name="index"/>, none when there is no such part. More parts are an error.</summary>
    public static bool TryFlags(IReadOnlyList<ArgumentPart> parts, int index, AvpFlags allowed, out AvpFlags flags, out string error)
    {
        flags = AvpFlags.None;
        error = parts.Count > index + 1 ? $"found '/{parts[index + 1].Text}' behind the flags" : string.Empty;
        if (index >= parts.Count || error.Length > 0)
            return error.Length == 0;

        foreach (var letter in parts[index].Text)
        {
            var at = Letters.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            var flag = at < 0 ? AvpFlags.None : (AvpFlags)(1 << at);
            if (flag == AvpFlags.None || !allowed.HasFlag(flag))
            {
                error = $"unknown flag '{letter}'; expected {Describe(allowed)}";
                return false;
            }

            flags |= flag;
        }

        return true;
    }

    private static string Describe(AvpFlags allowed)
    {
        var words = new List<string>();
        for (var i = 0; i < Letters.Length; i++)
        {
            if (allowed.HasFlag((AvpFlags)(1 << i)))
                words.Add(Letters[i].ToString());
        }

        return string.Join(", ", words);
    }
}
