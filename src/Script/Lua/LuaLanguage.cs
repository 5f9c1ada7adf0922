using Signalbox.Script.Kemi;

namespace Signalbox.Script.Lua;

/// <summary>Lua 5.4.</summary>
internal sealed class LuaLanguage : KemiLanguage
{
    /// <inheritdoc />
    public override string Name => "Lua";

    /// <inheritdoc />
    public override bool KeepsGlobals => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> WaitingWords => ["io", "execute", "require", "dofile", "loadfile", "load", "loadstring", "loadlib"];

    /// <inheritdoc />
    public override IReadOnlyList<string> GlobalTables => ["_G", "_ENV", "getfenv", "os", "package"];

    /// <inheritdoc />
    public override string WithoutComments(string text) => LuaComments.Remove(text);

    /// <inheritdoc />
    public override KemiInterpreter Create(KemiFunction[] functions, KemiLimits limits, KemiWatch watch, Action<string> reportError) =>
        new LuaInterpreter(functions, limits, watch, reportError);
}
