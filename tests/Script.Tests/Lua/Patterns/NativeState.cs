using Signalbox.Script.Kemi;
using Signalbox.Script.Lua;

namespace Signalbox.Script.Tests.Lua.Patterns;

/// <summary>A Lua state before any prelude: with the library's own string functions.</summary>
internal sealed class NativeState : IDisposable
{
    private readonly KemiWatch _watch;
    private readonly LuaState _state;

    public NativeState()
    {
        var limits = new KemiLimits();
        _watch = new KemiWatch(limits);
        _state = new LuaState(null!, limits, _watch);
    }

    /// <summary>Runs a chunk that ends with a text as its error.</summary>
    public string Run(string text) => _state.Run("t.lua", text) ?? string.Empty;

    public void Dispose()
    {
        _state.Dispose();
        _watch.Dispose();
    }
}
