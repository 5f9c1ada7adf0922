using Signalbox.Engine.Messages;

namespace Signalbox.Engine.Parsing;

/// <summary>
/// The last URIs that a worker read, so that a script that asks for the user, then the host, then the port of one URI pays for
/// reading it once. At most 16 URIs of up to 128 bytes; longer ones are read anew each time. One worker only.
/// </summary>
public sealed class UriMemory
{
    private const int MaxLength = 128;
    private readonly Slot[] _slots = new Slot[16];

    /// <summary>As <see cref="SipUriParser.TryParse"/>; only good URIs are kept.</summary>
    /// <param name="text">The URI.</param>
    /// <param name="uri">Its parts, as ranges into <paramref name="text"/>.</param>
    /// <returns>False when it cannot be read.</returns>
    public bool TryParse(ReadOnlySpan<byte> text, out SipUri uri)
    {
        if (text.IsEmpty || text.Length > MaxLength)
            return SipUriParser.TryParse(text, out uri);

        ref var slot = ref _slots[(text.Length + text[^1] + (text[text.Length / 2] << 1)) & (_slots.Length - 1)];
        if (slot.Length == text.Length && text.SequenceEqual(slot.Text.AsSpan(0, slot.Length)))
        {
            uri = slot.Uri;
            return true;
        }

        if (!SipUriParser.TryParse(text, out uri))
            return false;

        slot.Text ??= new byte[MaxLength];
        text.CopyTo(slot.Text);
        slot.Length = text.Length;
        slot.Uri = uri;
        return true;
    }

    private struct Slot
    {
        public byte[]? Text;
        public int Length;
        public SipUri Uri;
    }
}
