using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Lua;

/// <summary>Reads arguments from and pushes results to a Lua stack, without raising errors.</summary>
/// <param name="state">The <c>lua_State</c>, possibly of a coroutine.</param>
internal readonly unsafe struct LuaStack(nint state)
{
    private const int SmallText = 512;

    /// <summary>Number of values.</summary>
    public int Count => NativeLua.GetTop(state);

    /// <summary>Type of a value, from 1.</summary>
    public LuaType TypeOf(int index) => NativeLua.TypeOf(state, index);

    /// <summary>Bytes of a text value; empty for any other. Valid while the value is on the stack.</summary>
    public ReadOnlySpan<byte> Text(int index) => TypeOf(index) == LuaType.Text ? KnownText(index) : default;

    /// <summary>As <see cref="Text"/> for a value that is known to be text.</summary>
    public ReadOnlySpan<byte> KnownText(int index)
    {
        nuint length;
        var text = NativeLua.ToText(state, index, &length);
        return new ReadOnlySpan<byte>(text, checked((int)length));
    }

    /// <summary>True for a number without a fraction part, which is then given.</summary>
    public bool TryGetInteger(int index, out long number)
    {
        int isNumber;
        number = NativeLua.ToInteger(state, index, &isNumber);
        return isNumber != 0;
    }

    /// <summary>A number, or text that Lua takes for one; 0 for anything else.</summary>
    public double Number(int index) => NativeLua.ToNumber(state, index, null);

    /// <summary>Pushes nil.</summary>
    public void PushNil() => NativeLua.PushNil(state);

    /// <summary>Pushes true or false.</summary>
    public void Push(bool value) => NativeLua.PushBoolean(state, value ? 1 : 0);

    /// <summary>Pushes an integer.</summary>
    public void Push(long number) => NativeLua.PushInteger(state, number);

    /// <summary>Pushes bytes as text.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            NativeLua.PushText(state, start, (nuint)bytes.Length);
    }

    /// <summary>Pushes text, one byte a char.</summary>
    [SkipLocalsInit]
    public void Push(string text)
    {
        if (text.Length <= SmallText)
        {
            Span<byte> small = stackalloc byte[SmallText];
            Push(small[..Encoding.Latin1.GetBytes(text, small)]);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        Push(rented.AsSpan(0, Encoding.Latin1.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Pushes a value: nil when undefined.</summary>
    public void Push(in ScriptValue value)
    {
        if (value.TryGetBytes(out var bytes))
            Push(bytes);
        else if (value.IsInteger)
            Push(value.Number);
        else if (value.TryGetFixed(out ScriptTable table))
            Push(table);
        else if (value.IsDefined)
            Push(value.ToText());
        else
            PushNil();
    }

    // Nested tables need room on the stack; a function has 20 places, of which its arguments take 6 at most.
    private void Push(ScriptTable table)
    {
        NativeLua.CreateTable(state, 0, table.Items.Count);
        for (var i = 0; i < table.Items.Count; i++)
        {
            var (name, item) = table.Items[i];
            if (name.Length > 0)
                Push(name);
            else
                Push(i + 1L);

            Push(item);
            NativeLua.RawSet(state, -3);
        }
    }
}
