using Signalbox.Engine.Messages;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Sdpops;

/// <summary>Walks over the media descriptions of a session description.</summary>
internal ref struct SdpMediaReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _end;
    private SdpLines _lines;
    private bool _hasLine;

    /// <summary>Starts before the first.</summary>
    public SdpMediaReader(ReadOnlySpan<byte> bytes, TextRange body)
    {
        _bytes = bytes;
        _end = body.End;
        _lines = new SdpLines(bytes, body);
        _hasLine = ToMedia();
    }

    /// <summary>The next one; false behind the last.</summary>
    public bool Next(out SdpMedia media)
    {
        media = default;
        if (!_hasLine)
            return false;

        var first = _lines.Text;
        _hasLine = ToMedia();
        var end = _hasLine ? _lines.Line.Start : _end;
        media = new SdpMedia(_bytes, first, new TextRange(first.Start, end - first.Start));
        return true;
    }

    private bool ToMedia()
    {
        while (_lines.Next())
        {
            if (_lines.Span.StartsWith("m="u8))
                return true;
        }

        return false;
    }
}
