using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Sdpops;

/// <summary>Codecs that a script names: numbers or names with commas between them.</summary>
/// <param name="list">The text.</param>
/// <param name="byName">True for names.</param>
internal readonly ref struct FormatList(ReadOnlySpan<byte> list, bool byName)
{
    private readonly ReadOnlySpan<byte> _list = list;

    /// <summary>True when the list holds the format of a media description.</summary>
    public bool Contains(in SdpMedia media, ReadOnlySpan<byte> format) => byName ? Has(media.NameOf(format)) : Has(format);

    /// <summary>True when one item of the list is a name that is known: by its number, or by a line of the description.</summary>
    public bool HasKnownName(SdpMediaReader media)
    {
        foreach (var range in _list.Split((byte)','))
        {
            if (StaticFormats.HasName(TextSpans.Trim(_list[range])))
                return true;
        }

        while (media.Next(out var one))
        {
            var formats = new FormatReader(one);
            while (formats.Next(out var format, out _))
            {
                if (Contains(one, format))
                    return true;
            }
        }

        return false;
    }

    private bool Has(ReadOnlySpan<byte> wanted)
    {
        if (wanted.IsEmpty)
            return false;

        foreach (var range in _list.Split((byte)','))
        {
            if (Latin1.EqualsIgnoreCase(TextSpans.Trim(_list[range]), wanted))
                return true;
        }

        return false;
    }
}
