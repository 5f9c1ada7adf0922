using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Messages;

/// <summary>
/// Changes to a message, kept beside it: the message itself is never touched, the changes appear when a copy is written.
/// Reused from message to message; allocates only while it grows.
/// </summary>
public sealed class MessageEdits
{
    private readonly ByteWriter _arena = new(0);
    private MessageEdit[] _edits = [];

    /// <summary>Number of changes.</summary>
    public int Count { get; private set; }

    /// <summary>True when nothing changes.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>True when the body is replaced as a whole.</summary>
    public bool HasBody { get; private set; }

    /// <summary>
    /// The place of the Record-Route among the lines at the top is taken: lines added first stand above it, lines added
    /// from now on below (the peer writes them in the order of the calls).
    /// </summary>
    public bool HasRecordRoute { get; private set; }

    internal byte[] Arena => _arena.Buffer;

    internal ReadOnlySpan<MessageEdit> Items => _edits.AsSpan(0, Count);

    /// <summary>Takes a header line out.</summary>
    public void RemoveHeader(int index) => Add(EditKind.ReplaceHeader, index, 0, default);

    /// <summary>Puts <paramref name="lineWithCrlf"/> in place of a header line.</summary>
    public void ReplaceHeader(int index, ReadOnlySpan<byte> lineWithCrlf) => Add(EditKind.ReplaceHeader, index, 0, lineWithCrlf);

    /// <summary>Takes a piece of the message out. Removing something twice is harmless.</summary>
    public void Remove(TextRange range) => Add(EditKind.Replace, range.Start, range.Length, default);

    /// <summary>
    /// Puts other text in place of a piece. The last replacement of the same piece counts; one that starts inside a piece
    /// that is gone is dropped.
    /// </summary>
    public void Replace(TextRange range, ReadOnlySpan<byte> text) => Add(EditKind.Replace, range.Start, range.Length, text);

    /// <summary>Adds header lines after the last header, in call order.</summary>
    public void AppendHeader(ReadOnlySpan<byte> lineWithCrlf) => Add(EditKind.Append, 0, 0, lineWithCrlf);

    /// <summary>Adds header lines before the first header, in call order.</summary>
    public void InsertHeaderFirst(ReadOnlySpan<byte> lineWithCrlf) =>
        Add(HasRecordRoute ? EditKind.BelowRecordRoute : EditKind.First, 0, 0, lineWithCrlf);

    /// <summary>A Record-Route will be written: fixes its place among the lines at the top.</summary>
    public void PlaceRecordRoute() => HasRecordRoute = true;

    /// <summary>Adds text before a byte of the message, in call order.</summary>
    public void InsertBefore(int offset, ReadOnlySpan<byte> text) => Add(EditKind.Before, offset, 0, text);

    /// <summary>Adds header lines after a header line, in call order.</summary>
    public void InsertAfterHeader(int index, ReadOnlySpan<byte> lineWithCrlf) => Add(EditKind.AfterHeader, index, 0, lineWithCrlf);

    /// <summary>Adds a Record-Route line above the own Via; later ones go above earlier ones.</summary>
    public void AddRecordRoute(ReadOnlySpan<byte> lineWithCrlf)
    {
        PlaceRecordRoute();
        Add(EditKind.RecordRoute, 0, 0, lineWithCrlf);
    }

    /// <summary>Puts another body in place of the whole body; Content-Length follows.</summary>
    public void SetBody(ReadOnlySpan<byte> body)
    {
        HasBody = true;
        Add(EditKind.Body, 0, 0, body);
    }

    /// <summary>The body that was set; false when none was.</summary>
    public bool TryGetBody(out ReadOnlySpan<byte> body)
    {
        body = default;
        for (var i = Count - 1; i >= 0 && HasBody; i--)
        {
            if (_edits[i].Kind != EditKind.Body)
                continue;

            body = _arena.Written.Slice(_edits[i].Text.Start, _edits[i].Text.Length);
            return true;
        }

        return false;
    }

    /// <summary>Forgets all changes; keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        HasBody = false;
        HasRecordRoute = false;
        _arena.Clear();
    }

    /// <summary>Becomes a copy of <paramref name="other"/>.</summary>
    public void CopyFrom(MessageEdits other)
    {
        Clear();
        AddAll(other);
    }

    /// <summary>Adds all changes of <paramref name="other"/> after the own ones.</summary>
    public void AddAll(MessageEdits other)
    {
        foreach (ref readonly var edit in other.Items)
            Add(edit.Kind, edit.Position, edit.Length, other._arena.Written.Slice(edit.Text.Start, edit.Text.Length));

        HasBody |= other.HasBody;
        HasRecordRoute |= other.HasRecordRoute;
    }

    private void Add(EditKind kind, int position, int length, ReadOnlySpan<byte> text)
    {
        var start = _arena.Length;
        _arena.Write(text);
        if (_arena.Length - start != text.Length)
            return;

        if (Count == _edits.Length)
            Array.Resize(ref _edits, Math.Max(4, Count * 2));

        _edits[Count++] = new MessageEdit(kind, position, length, new TextRange(start, text.Length));
    }
}
