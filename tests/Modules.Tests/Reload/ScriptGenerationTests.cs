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

    [Theory]
    [InlineData("lua", "function ksr_request_route()\n  KSR.tm.t_on_failure(\"ksr_failure\")\n  KSR.tm.t_relay()\nend\n", "function ksr_failure() KSR.tm.t_reply(600, \"NAME\") end\n")]
    [InlineData("jsdt", "function ksr_request_route() {\n  KSR.tm.t_on_failure(\"ksr_failure\");\n  KSR.tm.t_relay();\n}\n", "function ksr_failure() { KSR.tm.t_reply(600, \"NAME\"); }\n")]
    public async Task By_name_the_newest_function_runs_and_the_old_one_when_the_name_is_gone(string language, string script, string failure)
    {
        var cfg = $"reload_mode=name\nloadmodule \"tm.so\"\nloadmodule \"tmx.so\"\n{Cfg(language)}";
        Write(script + failure, "old");
        await using var probe = await ReloadProbe.StartAsync(cfg);
        probe.Invite("a");
        Write(script + failure, "new");
        Assert.StartsWith("generation: 2", probe.Rpc("core.reload"), StringComparison.Ordinal);
        probe.Answer("486 Busy");
        Assert.Contains("SIP/2.0 600 new", probe.SentTo(ReloadProbe.Caller));

        probe.SentTo(ReloadProbe.Callee);
        probe.Invite("b");
        Write(script, string.Empty);
        Assert.StartsWith("generation: 3", probe.Rpc("core.reload"), StringComparison.Ordinal);
        probe.Answer("486 Busy");
        Assert.Contains("SIP/2.0 600 new", probe.SentTo(ReloadProbe.Caller));
    }

    [Theory]
    [InlineData("lua", "function f() end", "function g() end")]
    [InlineData("jsdt", "function f() {}", "function g() {}")]
    public async Task A_reload_without_a_function_that_the_cfg_calls_is_refused_where_it_calls_it(string language, string script, string next)
    {
        var cfg = $"{Cfg(language)}\nrequest_route {{\n\t{language}_run(\"f\");\n}}\n";
        Write(script, string.Empty);
        await using var probe = await ReloadProbe.StartAsync(cfg);
        Write(next, string.Empty);

        Assert.Matches($@"^500 .*:\d+:\d+: error CFG0402: {language}_run names the function 'f', which the script does not define", probe.Rpc("core.reload"));
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
