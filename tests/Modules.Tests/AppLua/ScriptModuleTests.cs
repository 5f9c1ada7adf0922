using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Modules.AppJsdt;
using Signalbox.Modules.AppLua;
using Xunit;

namespace Signalbox.Modules.Tests.AppLua;

public sealed class ScriptModuleTests
{
    private readonly FakeRuntime _runtime = new();

    [Fact]
    public void Scripts_are_kept_in_the_order_given()
    {
        var module = new AppLuaModule();

        Assert.Null(module.Load("a.lua"));
        Assert.Null(module.Load("b.lua"));
        Assert.Equal("the path of a script is empty", module.Load(""));

        Assert.Equal(["a.lua", "b.lua"], module.ScriptPaths);
    }

    [Fact]
    public void Native_routes_call_functions_text_and_files()
    {
        var module = new AppLuaModule { Runtime = _runtime };
        var context = new RoutingContext();

        module.Run(context, "f");
        module.Run(context, "f", "1");
        module.Run(context, "f", "1", "2", "3");
        module.RunText(context, "x = 1");
        module.RunFile(context, "m.lua");

        Assert.Equal(["f()", "f(1)", "f(1,2,3)", "text x = 1", "file m.lua"], _runtime.Calls);
        Assert.Equal(ReturnCode.False, new AppLuaModule().Run(context, "f"));
    }

    [Theory]
    [InlineData(0, null, null, 500, "Reload Failed: modparam(\"app_lua\", \"reload\", 1) is not set")]
    [InlineData(1, null, null, 0, "")]
    [InlineData(1, 0L, null, 0, "")]
    [InlineData(1, 1L, null, 500, "Reload Failed")]
    [InlineData(1, null, "a.lua:3: boom", 500, "Reload Failed: a.lua:3: boom")]
    public void Reload_of_Lua_answers_as_the_peer_does(int enabled, long? index, string? error, int code, string text)
    {
        var module = new AppLuaModule { Runtime = _runtime, ReloadEnabled = enabled };
        module.Load("a.lua");
        _runtime.ReloadError = error;
        var call = new RpcCall("app_lua.reload", index is { } number ? [RpcValue.Of(number)] : []);

        module.Reload(call);

        Assert.Equal((code, text), (call.FaultCode, call.FaultText));
        Assert.Empty(call.Rows);
    }

    [Fact]
    public void Reload_of_JavaScript_shows_both_versions()
    {
        var module = new AppJsdtModule { Runtime = _runtime };
        var call = new RpcCall("app_jsdt.reload", []);

        module.Reload(call);

        var row = Assert.Single(call.Rows);
        Assert.Equal(["old=0", "new=1"], row.Members.Select(member => $"{member.Name}={member.Value.ToText()}"));
    }

    [Fact]
    public void The_functions_are_listed_with_their_types()
    {
        var module = new AppLuaModule { Runtime = _runtime };
        var call = new RpcCall("app_lua.api_list", []);

        module.ListApi(call);

        var row = Assert.Single(call.Rows);
        Assert.Equal("2", row.Members[0].Value.ToText());
        Assert.Equal(
            ["ret=int", "module=sl", "name=send_reply", "params=int, str"],
            row.Members[1].Value.Members[0].Value.Members.Select(member => $"{member.Name}={member.Value.ToText()}"));
    }

    [Fact]
    public async Task The_interpreters_end_with_the_generation()
    {
        var module = new AppLuaModule { Runtime = _runtime };

        await module.StopAsync();

        Assert.True(_runtime.IsDisposed);
    }
}
