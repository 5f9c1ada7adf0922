using Signalbox.Script.Kemi;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>What editors read about the functions of scripts.</summary>
public sealed class KemiStubTests
{
    [Fact]
    public void Lua_stubs_declare_every_function_and_load_as_Lua()
    {
        var text = KemiStubs.Lua(Signalbox.Modules.DeclaredModules.All);

        Assert.Contains("--- Answers statelessly.\n---@param code integer\n---@param reason string\n---@return integer\nfunction KSR.sl.sl_send_reply(code, reason) end\n", text, StringComparison.Ordinal);
        Assert.Contains("---@return string|integer|table|nil\nfunction KSR.kx.get_ruri() end\n", text, StringComparison.Ordinal);
        Assert.Contains("function KSR.x.exit() end\n", text, StringComparison.Ordinal);
        Assert.Contains("\nfunction KSR.is_INVITE() end\n", text, StringComparison.Ordinal);
        using var server = new KemiServer("lua", $"{text}\nfunction ksr_request_route() end");
        Assert.True(server.Snapshot is not null, server.Report);
    }

    [Fact]
    public void TypeScript_stubs_stand_in_namespaces()
    {
        var text = KemiStubs.TypeScript(Signalbox.Modules.DeclaredModules.All);

        Assert.Contains("  namespace sl {\n", text, StringComparison.Ordinal);
        Assert.Contains("    /** Answers statelessly. */\n    function sl_send_reply(code: number, reason: string): number;\n", text, StringComparison.Ordinal);
        Assert.Contains("    function exit(): never;\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(static c => c == '{'), text.Count(static c => c == '}'));
    }
}
