using Signalbox.Engine.Values;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>Reads the arguments of a library function, one after the other, and keeps the first thing that is wrong with them.</summary>
/// <param name="state">The <c>lua_State</c>, possibly of a coroutine.</param>
internal ref struct LuaArguments(nint state)
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Number of the argument that is wrong, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>A text, or a number as text; valid while it is on the stack.</summary>
    public ReadOnlySpan<byte> Text(int index)
    {
        var type = NativeLua.TypeOf(state, index);
        if (type is LuaType.Text or LuaType.Number)
            return Bytes(state, index, type);

        RefuseType(index, "string");
        return default;
    }

    /// <summary>The bytes of a text or a number, which becomes text in its place.</summary>
    public static unsafe ReadOnlySpan<byte> Bytes(nint state, int index, LuaType type)
    {
        nuint length;
        var text = type == LuaType.Text ? NativeLua.ToText(state, index, &length) : NativeLua.NumberToText(state, index, &length);
        return new ReadOnlySpan<byte>(text, checked((int)length));
    }

    /// <summary>An integer, or a number or text that stands for one.</summary>
    public unsafe long Integer(int index, long absent)
    {
        if (NativeLua.TypeOf(state, index) is LuaType.None or LuaType.Nil)
            return absent;

        int isInteger;
        int isNumber;
        var number = NativeLua.ToInteger(state, index, &isInteger);
        if (isInteger != 0)
            return number;

        NativeLua.ToNumber(state, index, &isNumber);
        if (isNumber != 0)
            Refuse(index, "number has no integer representation");
        else
            RefuseType(index, "number");

        return absent;
    }

    /// <summary>An argument has a type that is of no use.</summary>
    public void RefuseType(int index, string expected) => Refuse(index, $"{expected} expected, got {TypeName(index)}");

    private void Refuse(int index, string problem)
    {
        if (Problem is null)
            (Problem, Number) = (problem, index);
    }

    private readonly unsafe string TypeName(int index)
    {
        var type = NativeLua.TypeOf(state, index);
        ReadOnlySpan<byte> field = "__name\0"u8;
        fixed (byte* name = field)
        {
            if (NativeLua.GetMetaField(state, index, name) != LuaType.Nil)
                return Latin1.ToText(new LuaStack(state).Text(NativeLua.GetTop(state)));
        }

        return type == LuaType.LightUserData ? "light userdata" : PatternFailure.TypeName(type);
    }
}
