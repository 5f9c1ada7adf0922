using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Reload;

public sealed class KemiReloadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-kemi-reload-").FullName;

    [Fact]
    public async Task Scripts_of_all_languages_are_loaded_again_and_the_versions_shown()
    {
        Write("a.lua", "function f() end");
        Write("a.js", "function f() {}");
        var (engine, rpc) = await StartAsync($"loadmodule \"app_lua.so\"\nloadmodule \"app_jsdt.so\"\nmodparam(\"app_lua\", \"load\", \"{_folder}/a.lua\")\nmodparam(\"app_jsdt\", \"load\", \"{_folder}/a.js\")\n");

        Assert.Equal(["language: lua", "old: 0", "new: 1", "language: jsdt", "old: 0", "new: 1"], RpcText.Lines(rpc.Execute("kemi.reload", [])));
        Write("a.js", "function f() {");
        var lines = RpcText.Lines(rpc.Execute("kemi.reload", []));

        Assert.Matches(@"^500 Reload Failed: jsdt: .*a\.js:", Assert.Single(lines));
        await engine.StopAsync();
    }

    [Fact]
    public async Task When_one_language_cannot_be_loaded_none_is()
    {
        Write("a.lua", "function f() end");
        Write("a.js", "function f() {}");
        var (engine, rpc) = await StartAsync($"loadmodule \"app_lua.so\"\nloadmodule \"app_jsdt.so\"\nmodparam(\"app_lua\", \"load\", \"{_folder}/a.lua\")\nmodparam(\"app_jsdt\", \"load\", \"{_folder}/a.js\")\n", "jsdt_run(\"f\");");
        Write("a.js", "function g() {}");

        Assert.Matches(@"^500 Reload Failed: jsdt: .*a\.js: the function 'f', which the configuration names in .*:\d+:\d+, is gone$", Assert.Single(RpcText.Lines(rpc.Execute("kemi.reload", []))));
        Write("a.js", "function f() {}");
        Assert.Equal(["language: lua", "old: 0", "new: 1", "language: jsdt", "old: 0", "new: 1"], RpcText.Lines(rpc.Execute("kemi.reload", [])));
        await engine.StopAsync();
    }

    [Fact]
    public async Task Without_scripts_there_is_nothing_to_load()
    {
        var (engine, rpc) = await StartAsync(string.Empty);

        Assert.Equal(["500 Reload Failed: no scripts are loaded"], RpcText.Lines(rpc.Execute("kemi.reload", [])));
        await engine.StopAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(LoopbackEngine Engine, RpcDispatcher Rpc)> StartAsync(string modules, string statements = "")
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{modules}request_route {{ {statements} exit; }}", engine.Services);
        await engine.StartAsync(source);
        return (engine, engine.Services.Get<RpcDispatcher>());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
