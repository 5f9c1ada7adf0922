using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Sdpops;

/// <summary>Walks over the formats of a media description.</summary>
internal ref struct FormatReader
{
    private readonly ReadOnlySpan<byte> _formats;
    private readonly int _start;
    private int _at;

    /// <summary>Starts before the first.</summary>
    public FormatReader(in SdpMedia media)
    {
        _formats = media.FormatsText;
        _start = media.Formats.Start;
    }

    /// <summary>The next format, and where it stands with the blanks before it; false behind the last.</summary>
    public bool Next(out ReadOnlySpan<byte> format, out TextRange place)
    {
        var rest = _formats[_at..];
        var blanks = rest.Length - rest.TrimStart((byte)' ').Length;
        var end = rest[blanks..].IndexOf((byte)' ');
        var length = end < 0 ? rest.Length : blanks + end;
        format = rest[blanks..length];
        place = new TextRange(_start + _at, length);
        _at += length;
        return !format.IsEmpty;
    }
}
