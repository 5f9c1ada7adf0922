namespace Signalbox.Modules.Tests.Reload;

/// <summary>Lua and JavaScript sources belong to the generation.</summary>
public sealed class ScriptGenerationTests : IDisposable
{
    private readonly string _script = Path.Combine(Path.GetTempPath(), $"signalbox-{Guid.NewGuid():N}.script");

    public static TheoryData<string, string> Languages => new()
    {
        { "lua", "function ksr_request_route()\n  KSR.sl.send_reply(200, \"NAME\")\nend\n" },
        { "jsdt", "function ksr_request_route() {\n  KSR.sl.send_reply(200, \"NAME\");\n}\n" },
    };

    [Theory, MemberData(nameof(Languages))]
    public async Task A_broken_script_refuses_the_reload_with_its_line_and_the_old_functions_go_on(string language, string script)
    {
        Write(script, "old");
        await using var probe = await ReloadProbe.StartAsync(Cfg(language));
        File.WriteAllText(_script, script.Replace("(200", "((200", StringComparison.Ordinal));

        Assert.Matches($@"^500 {System.Text.RegularExpressions.Regex.Escape(_script)}:\d+:\d+: error KEMI0005: ", probe.Rpc("core.reload"));
        Assert.Equal("old", Ask(probe));

        Write(script, "new");
        Assert.StartsWith("generation: 2", probe.Rpc("core.reload"), StringComparison.Ordinal);
        Assert.Equal("new", Ask(probe));
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task The_difference_names_the_script_and_a_rollback_brings_it_back(string language, string script)
    {
        Write(script, "old");
        await using var probe = await ReloadProbe.StartAsync(Cfg(language));
        Write(script, "new");

        Assert.Contains($"change: changed\nkind: script\nname: {_script}\n", probe.Rpc("core.reload_diff"), StringComparison.Ordinal);
        probe.Rpc("core.reload");
        Assert.Equal("new", Ask(probe));
        probe.Rpc("core.reload_rollback");

        Assert.Equal("old", Ask(probe));
    }

    public void Dispose() => File.Delete(_script);

    private static string Ask(ReloadProbe probe)
    {
        probe.Options(Guid.NewGuid().ToString("N"));
        return Assert.Single(probe.SentTo(ReloadProbe.Caller))["SIP/2.0 200 ".Length..];
    }

    private void Write(string script, string name) => File.WriteAllText(_script, script.Replace("NAME", name, StringComparison.Ordinal));

    private string Cfg(string language) => $"""
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "app_{language}.so"
        modparam("app_{language}", "load", "{_script}")
        cfgengine "{language}"
        """;
}
