using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dialog.Api;

/// <summary>
/// The texts of one dialog in one array. Bytes that were handed out stay as they are: a changed text is added behind the
/// others, and the array is made anew when too much of it is old.
/// </summary>
internal sealed class DialogTexts
{
    /// <summary>Number of texts.</summary>
    public const int Count = (int)DialogField.CalleeRoutes + 1;

    private const int Spare = 128;
    private readonly TextRange[] _ranges = new TextRange[Count];
    private byte[] _bytes;
    private int _used;
    private int _live;
    private uint _set;

    /// <summary>Makes room.</summary>
    public DialogTexts(int bytes) => _bytes = new byte[bytes + Spare];

    /// <summary>A text; empty when it was not set.</summary>
    public ReadOnlySpan<byte> this[DialogField field] => _bytes.AsSpan(_ranges[(int)field].Start, _ranges[(int)field].Length);

    /// <summary>A text as a script value; undefined when it is not set or empty.</summary>
    public ScriptValue Value(DialogField field)
    {
        var range = _ranges[(int)field];
        return range.IsEmpty ? ScriptValue.Undefined : ScriptValue.Of(_bytes, range.Start, range.Length);
    }

    /// <summary>True when a text was set, be it empty.</summary>
    public bool IsSet(DialogField field) => (_set & 1u << (int)field) != 0;

    /// <summary>Sets a text.</summary>
    /// <returns>False when it was the same before.</returns>
    public bool Set(DialogField field, ReadOnlySpan<byte> text)
    {
        if (IsSet(field) && this[field].SequenceEqual(text))
            return false;

        _set |= 1u << (int)field;
        _live += text.Length - _ranges[(int)field].Length;
        if (_used + text.Length > _bytes.Length)
            MakeRoom(field, text.Length);

        text.CopyTo(_bytes.AsSpan(_used));
        _ranges[(int)field] = new TextRange(_used, text.Length);
        _used += text.Length;
        return true;
    }

    private void MakeRoom(DialogField changed, int bytes)
    {
        var grown = new byte[_live + bytes + Spare];
        var used = 0;
        for (var i = 0; i < Count; i++)
        {
            if (i == (int)changed)
                continue;

            this[(DialogField)i].CopyTo(grown.AsSpan(used));
            _ranges[i] = new TextRange(used, _ranges[i].Length);
            used += _ranges[i].Length;
        }

        _bytes = grown;
        _used = used;
    }
}
