using Signalbox.Engine.Diagnostics;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The older parts of the language: attributes, selects, config groups, what the log shows, what --cfg-print prints.</summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("#!MAXCOMPAT", "$foo=\"a\"; $foo=\"b\"; xlog(\"R|$avp(foo) $(avp(foo)[1])\\n\");", "b <null>")]
    [InlineData("#!SER", "$rm=\"own\"; if ($rm==\"own\") xlog(\"R|attribute\\n\");", "attribute")]
    [InlineData("", "%foo=\"a\"; %foo=\"b\"; xlog(\"R|$avp(foo) $(avp(foo)[1])\\n\");", "b <null>")]
    public async Task Assignment_to_an_attribute_takes_the_place_of_its_values(string top, string body, string printed) =>
        Assert.Equal(printed, await PlayAsync(top, body));

    [Theory]
    [InlineData("@ruri.user", "alice")]
    [InlineData("@from.uri.host", "caller.test")]
    [InlineData("@hf_value[\"max_forwards\"]", "68")]
    [InlineData("@hf_value.call_id", "cid-1@caller.test")]
    [InlineData("@msg.header[\"CSeq\"]", "17 INVITE")]
    [InlineData("@via[1]", "SIP/2.0/UDP 127.0.0.1:16161;branch=z9hG4bK-t1;rport")]
    [InlineData("@via[1].host", "127.0.0.1")]
    [InlineData("@via[1].params[\"branch\"]", "z9hG4bK-t1")]
    [InlineData("$sel(via.params[\"branch\"])", "z9hG4bK-t1")]
    [InlineData("@to.tag", "")]
    [InlineData("@next_hop", "sip:alice@example.test:5070;transport=udp;lab=1")]
    [InlineData("@no.such.thing", "0")]
    public async Task Select_reads_its_part_of_the_message(string select, string printed) =>
        Assert.Equal(printed, await PlayAsync(string.Empty, $"$var(x)={select}; xlog(\"R|$var(x)\\n\");"));

    [Fact]
    public async Task Setting_read_through_sel_takes_part_in_arithmetic() =>
        Assert.Equal("300", await PlayAsync("stats.min = 5 desc \"minutes\"", "$var(x)=$sel(cfg_get.stats.min)*60; xlog(\"R|$var(x)\\n\");"));

    [Fact]
    public async Task Instance_of_a_config_group_is_chosen_for_the_message()
    {
        const string top = "pstn.gw=\"a\" desc \"gateway\"\npstn.port=5060\npstn[1].gw=\"b\"";
        const string print = "xlog(\"R|$sel(cfg_get.pstn.gw) $sel(cfg_get.pstn.port)\\n\");";

        var printed = await PlayAsync(top, $"{print} cfg_select(\"pstn\", 1); {print} cfg_reset(\"pstn\"); {print}");

        Assert.Equal("a 5060\nb 5060\na 5060", printed);
    }

    [Fact]
    public async Task Log_prefix_stands_before_each_line_of_a_message()
    {
        var server = new RecordedCfg(RecordedCfg.LoadModules);

        await server.PlayAsync("log_prefix=\"{$mt $ci} \"\nrequest_route { xlog(\"L_INFO\", \"hello\\n\"); }\n", null);

        Assert.Contains(server.Engine.Log, static line => line.Text == "{1 cid-1@caller.test} hello");
    }

    [Fact]
    public void Printed_configuration_has_includes_in_place_and_no_conditional_lines()
    {
        var server = new RecordedCfg(RecordedCfg.LoadModules);
        server.Files.Files["inc.cfg"] = "$var(y)=1;\n";
        server.Files.Files["main.cfg"] = "#!KAMAILIO\n# comment\n#!define V 5 # c\n#!ifdef V\nchildren=V   # trailing\n#!else\nchildren=9\n#!endif\nrequest_route {\n\t$var(x) = V;\ninclude_file \"inc.cfg\"\n\texit;\n}\n";

        var text = new ConfigurationLoader(RecordedCfg.Catalog, server.Engine.Services, new LoaderOptions { Path = "main.cfg" }, server.Files).Print(new DiagnosticBag());

        Assert.Equal("#!KAMAILIO\n# comment\n#!define V 5 # c\nchildren=V   # trailing\nrequest_route {\n\t$var(x) = V;\n$var(y)=1;\n\n\texit;\n}\n", text);
    }

    [Fact]
    public void Virtual_listener_may_be_absent()
    {
        var snapshot = new RecordedCfg(RecordedCfg.LoadModules).Load("listen=udp:192.0.2.9:5060 virtual\nrequest_route { ; }");

        Assert.True(snapshot!.Settings.Listen[^1].IsVirtual);
    }

    private static async Task<string> PlayAsync(string top, string body)
    {
        var server = new RecordedCfg(RecordedCfg.LoadModules);
        var cfg = $"{top}\nrequest_route {{ {body} }}\n";
        Assert.True(server.Load(cfg) is not null, server.Report);
        return await server.PlayAsync(cfg, null);
    }
}
