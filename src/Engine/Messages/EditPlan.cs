using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Messages;

/// <summary>Puts the changes of several lists and of the writer itself in order and writes the changed message.</summary>
internal sealed class EditPlan
{
    [ThreadStatic]
    private static EditPlan? s_ofThread;

    private readonly ByteWriter _own = new(512);
    private PlannedEdit[] _edits = new PlannedEdit[32];
    private SipMessage _message = null!;
    private int _count;
    private int _textStart;

    /// <summary>Starts a plan; the object is the thread's scratch and must be used up before the next one starts.</summary>
    public static EditPlan For(SipMessage message)
    {
        var plan = s_ofThread ??= new EditPlan();
        plan._message = message;
        plan._count = 0;
        plan._own.Clear();
        return plan;
    }

    /// <summary>Takes a list of changes in.</summary>
    public void Add(MessageEdits edits)
    {
        foreach (ref readonly var edit in edits.Items)
            Add(edit, edits.Arena);
    }

    /// <summary>Takes a piece out.</summary>
    public void Remove(TextRange range) => Insert(new PlannedEdit(range.Start, range.Length, EditRank.Replace, [], default));

    /// <summary>Begins own text; what is written into the result goes into the next <see cref="Place"/>.</summary>
    public ByteWriter Text()
    {
        _textStart = _own.Length;
        return _own;
    }

    /// <summary>Puts the text begun with <see cref="Text"/> at its place.</summary>
    public void Place(int offset, int length, EditRank rank) =>
        Insert(new PlannedEdit(offset, length, rank, _own.Buffer, new TextRange(_textStart, _own.Length - _textStart)));

    /// <summary>Writes the message from its first line on with all changes, Content-Length corrected when the body changed.</summary>
    public void WriteTo(ByteWriter output)
    {
        CorrectLength();
        var source = _message.Bytes;
        var position = _message.FirstLine.Start;
        foreach (ref readonly var edit in _edits.AsSpan(0, _count))
        {
            if (edit.Offset > position)
            {
                output.Write(source[position..edit.Offset]);
                position = edit.Offset;
            }

            if (edit.Offset == position || edit.Rank != EditRank.Replace)
                output.Write(edit.NewText);

            if (edit.Offset == position || edit.Text.IsEmpty)
                position = Math.Max(position, edit.End);
        }

        output.Write(source[position..]);
    }

    private void Add(in MessageEdit edit, byte[] arena)
    {
        var (offset, length, rank) = edit.Kind switch
        {
            EditKind.RecordRoute => (_message.HeadersStart, 0, EditRank.RecordRoute),
            EditKind.First => (_message.HeadersStart, 0, EditRank.First),
            EditKind.BelowRecordRoute => (_message.HeadersStart, 0, EditRank.BelowRecordRoute),
            EditKind.Before => (edit.Position, 0, EditRank.Insert),
            EditKind.AfterHeader => (Line(edit.Position).End, 0, EditRank.Insert),
            EditKind.Append => (_message.HeadersEnd, 0, EditRank.Append),
            EditKind.ReplaceHeader => (Line(edit.Position).Start, Line(edit.Position).Length, EditRank.Replace),
            EditKind.Body => (_message.Body.Start, _message.Body.Length, EditRank.Replace),
            _ => (edit.Position, edit.Length, EditRank.Replace),
        };

        // A range of another message (a script kept it over a rebuild) must not reach outside this one.
        if (offset >= _message.FirstLine.Start && length >= 0 && offset <= _message.Length - length)
            Insert(new PlannedEdit(offset, length, rank, arena, edit.Text));
    }

    private TextRange Line(int header) =>
        (uint)header < (uint)_message.HeaderCount ? _message.Header(header).Line : new TextRange(-1, 0);

    private void Insert(in PlannedEdit edit)
    {
        var index = _count;
        while (index > 0 && GoesBefore(edit, _edits[index - 1]))
            index--;

        if (index > 0 && IsSamePiece(edit, _edits[index - 1]))
        {
            _edits[index - 1] = edit;
            return;
        }

        if (_count == _edits.Length)
            Array.Resize(ref _edits, _count * 2);

        Array.Copy(_edits, index, _edits, index + 1, _count - index);
        _edits[index] = edit;
        _count++;
    }

    private static bool GoesBefore(in PlannedEdit edit, in PlannedEdit other)
    {
        if (edit.Offset != other.Offset)
            return edit.Offset < other.Offset;

        if (edit.Rank != other.Rank)
            return edit.Rank < other.Rank;

        return edit.Rank == EditRank.RecordRoute || edit.Length > other.Length;
    }

    private static bool IsSamePiece(in PlannedEdit edit, in PlannedEdit other) =>
        edit.Rank == EditRank.Replace && other.Rank == EditRank.Replace && edit.Offset == other.Offset && edit.Length == other.Length;

    private void CorrectLength()
    {
        if (!TryMeasureBody(out var length))
            return;

        var index = _message.Find(HeaderName.ContentLength);
        if (index < 0)
        {
            var line = Text();
            line.Write("Content-Length: "u8);
            line.Write((long)length);
            line.Write(_message.HasEndOfHeaders ? "\r\n"u8 : "\r\n\r\n"u8);
            Place(_message.HeadersEnd, 0, EditRank.Length);
            return;
        }

        Text().Write((long)length);
        var value = _message.Header(index).Value;
        Place(value.Start, value.Length, EditRank.Replace);
        if (_message.HasEndOfHeaders)
            return;

        Text().Write("\r\n"u8);
        Place(_message.HeadersEnd, 0, EditRank.Length);
    }

    // False when no change touches the body.
    private bool TryMeasureBody(out int length)
    {
        var position = _message.Body.Start;
        var touched = false;
        length = 0;
        foreach (ref readonly var edit in _edits.AsSpan(0, _count))
        {
            if (edit.Offset < _message.Body.Start || (!_message.HasEndOfHeaders && edit.Rank != EditRank.Replace))
                continue;

            touched = true;
            if (edit.Offset > position)
            {
                length += edit.Offset - position;
                position = edit.Offset;
            }

            if (edit.Offset == position || edit.Rank != EditRank.Replace)
                length += edit.Text.Length;

            if (edit.Offset == position || edit.Text.IsEmpty)
                position = Math.Max(position, edit.End);
        }

        length += _message.Length - position;
        return touched;
    }
}
