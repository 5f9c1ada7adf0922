using System.Runtime.InteropServices;

namespace Signalbox.Script.Lua;

/// <summary>
/// The C interface of Lua 5.4, as far as it is used. Only functions that cannot raise an error stand here, except those
/// that raise when memory runs out; getters that neither allocate nor run script code skip the transition of the collector.
/// </summary>
internal static unsafe partial class NativeLua
{
    /// <summary>Pseudo-index of the registry.</summary>
    public const int RegistryIndex = -1_001_000;

    /// <summary>Key of the globals in the registry.</summary>
    public const int GlobalsKey = 2;

    /// <summary>Event mask: after a number of instructions.</summary>
    public const int CountMask = 8;

    /// <summary>lua_gc: full collection.</summary>
    public const int GcCollect = 2;

    /// <summary>lua_gc: memory in use in KiB.</summary>
    public const int GcCount = 3;

    private const string Library = "lua54";

    /// <summary>Address of <c>luaL_error</c>, for the hook that ends a script.</summary>
    public static readonly nint RaiseError = NativeLibrary.GetExport(
        NativeLibrary.Load(Library, typeof(NativeLua).Assembly, searchPath: null), "luaL_error");

    /// <summary>Pseudo-index of an upvalue, from 1.</summary>
    public static int UpvalueIndex(int number) => RegistryIndex - number;

    [LibraryImport(Library, EntryPoint = "luaL_newstate")]
    public static partial nint NewState();

    [LibraryImport(Library, EntryPoint = "lua_close")]
    public static partial void Close(nint state);

    [LibraryImport(Library, EntryPoint = "luaL_openlibs")]
    public static partial void OpenLibraries(nint state);

    [LibraryImport(Library, EntryPoint = "luaL_loadbufferx")]
    public static partial LuaStatus LoadBuffer(nint state, byte* text, nuint length, byte* chunkName, byte* mode);

    [LibraryImport(Library, EntryPoint = "lua_pcallk")]
    public static partial LuaStatus ProtectedCall(nint state, int arguments, int results, int handler, nint context, nint continuation);

    [LibraryImport(Library, EntryPoint = "lua_gettop"), SuppressGCTransition]
    public static partial int GetTop(nint state);

    [LibraryImport(Library, EntryPoint = "lua_settop"), SuppressGCTransition]
    public static partial void SetTop(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_type"), SuppressGCTransition]
    public static partial LuaType TypeOf(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_isinteger"), SuppressGCTransition]
    public static partial int IsInteger(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_toboolean"), SuppressGCTransition]
    public static partial int ToBoolean(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_tointegerx"), SuppressGCTransition]
    public static partial long ToInteger(nint state, int index, int* isNumber);

    [LibraryImport(Library, EntryPoint = "lua_tonumberx"), SuppressGCTransition]
    public static partial double ToNumber(nint state, int index, int* isNumber);

    /// <summary>Only for values whose type is text: a number would be converted in place, which allocates.</summary>
    [LibraryImport(Library, EntryPoint = "lua_tolstring"), SuppressGCTransition]
    public static partial byte* ToText(nint state, int index, nuint* length);

    /// <summary>As <see cref="ToText"/> for a number, which becomes text in its place.</summary>
    [LibraryImport(Library, EntryPoint = "lua_tolstring")]
    public static partial byte* NumberToText(nint state, int index, nuint* length);

    [LibraryImport(Library, EntryPoint = "lua_pushnil"), SuppressGCTransition]
    public static partial void PushNil(nint state);

    [LibraryImport(Library, EntryPoint = "lua_pushboolean"), SuppressGCTransition]
    public static partial void PushBoolean(nint state, int value);

    [LibraryImport(Library, EntryPoint = "lua_pushinteger"), SuppressGCTransition]
    public static partial void PushInteger(nint state, long value);

    [LibraryImport(Library, EntryPoint = "lua_pushvalue"), SuppressGCTransition]
    public static partial void PushValue(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_rotate"), SuppressGCTransition]
    public static partial void Rotate(nint state, int index, int count);

    [LibraryImport(Library, EntryPoint = "lua_copy"), SuppressGCTransition]
    public static partial void Copy(nint state, int from, int to);

    /// <summary>Makes room for more values on the stack; 0 when there can be none.</summary>
    [LibraryImport(Library, EntryPoint = "lua_checkstack")]
    public static partial int MakeRoom(nint state, int values);

    [LibraryImport(Library, EntryPoint = "lua_rawgeti"), SuppressGCTransition]
    public static partial LuaType RawGetIndex(nint state, int index, long key);

    [LibraryImport(Library, EntryPoint = "lua_rawget"), SuppressGCTransition]
    public static partial LuaType RawGet(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_rawset")]
    public static partial void RawSet(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_rawseti")]
    public static partial void RawSetIndex(nint state, int index, long key);

    [LibraryImport(Library, EntryPoint = "lua_setmetatable")]
    public static partial int SetMetatable(nint state, int index);

    /// <summary>Pushes a field of the metatable of a value; nothing when there is none, which is nil.</summary>
    [LibraryImport(Library, EntryPoint = "luaL_getmetafield")]
    public static partial LuaType GetMetaField(nint state, int index, byte* field);

    /// <summary>The value is closed when the function of the host that runs now has returned; it must have the metamethod.</summary>
    [LibraryImport(Library, EntryPoint = "lua_toclose")]
    public static partial void CloseAtReturn(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_newuserdatauv")]
    public static partial void* NewUserData(nint state, nuint size, int values);

    [LibraryImport(Library, EntryPoint = "lua_touserdata"), SuppressGCTransition]
    public static partial void* ToUserData(nint state, int index);

    /// <summary>Gives the value on top the metatable that a library registered under a name.</summary>
    [LibraryImport(Library, EntryPoint = "luaL_setmetatable")]
    public static partial void SetMetatableOf(nint state, byte* type);

    [LibraryImport(Library, EntryPoint = "luaL_ref")]
    public static partial int Reference(nint state, int index);

    [LibraryImport(Library, EntryPoint = "lua_createtable")]
    public static partial void CreateTable(nint state, int items, int fields);

    [LibraryImport(Library, EntryPoint = "lua_pushlstring")]
    public static partial byte* PushText(nint state, byte* text, nuint length);

    [LibraryImport(Library, EntryPoint = "lua_pushcclosure")]
    public static partial void PushClosure(nint state, delegate* unmanaged[Cdecl]<nint, int> function, int upvalues);

    [LibraryImport(Library, EntryPoint = "lua_gc")]
    public static partial int Collect(nint state, int what);

    [LibraryImport(Library, EntryPoint = "lua_sethook")]
    public static partial void SetHook(nint state, nint hook, int mask, int count);

    [LibraryImport(Library, EntryPoint = "lua_getstack")]
    public static partial int GetStack(nint state, int level, LuaDebug* record);

    [LibraryImport(Library, EntryPoint = "lua_getinfo")]
    public static partial int GetInfo(nint state, byte* what, LuaDebug* record);
}
