using Signalbox.Modules.Tests.Scripts;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Msrp;

public sealed class MsrpTests
{
    private const string Load = "loadmodule \"msrp.so\"\n";
    private static readonly string[] Parts = ["user", "userinfo", "host", "port", "proto", "session", "params", "scheme"];

    public static TheoryData<TableRow> Recorded => TableFile.Read("Cases/Msrp/uris.tsv");

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_URI_has_the_parts_that_the_peer_found(TableRow row)
    {
        var wanted = string.Join(' ', Parts.Select(part => $"[$(var(s){{msrpuri.{part}}})]"));

        var lines = await CfgProbe.RunAsync(Load, $"$var(s) = \"{row["uri"]}\"; xlog(\"{wanted}\");");

        Assert.Equal(string.Join(' ', Parts.Select(part => $"[{row[part]}]")), lines[^1]);
    }

    [Fact]
    public async Task Functions_on_frames_fail_as_there_is_no_MSRP_transport()
    {
        string[] calls =
        [
            "msrp_relay()", "msrp_reply(\"200\", \"OK\")", "msrp_reply(\"200\", \"OK\", \"X: y\\r\\n\")", "msrp_is_request()", "msrp_is_reply()",
            "msrp_set_dst(\"msrp://a\", \"\")", "msrp_relay_flags(\"1\")", "msrp_reply_flags(\"1\")", "msrp_cmap_save()", "msrp_cmap_lookup()",
        ];

        var lines = await CfgProbe.RunAsync(
            $"{Load}event_route[msrp:frame-in] {{ msrp_relay(); }}",
            string.Concat(calls.Select(static call => $"{call}; xlog(\"$rc $msrp(method)\");\n")));

        Assert.Equal(Enumerable.Repeat("-1 <null>", calls.Length), lines);
    }

    [Theory]
    [InlineData("xlog(\"$msrp(nope)\");", "expected one of body, bodylen")]
    [InlineData("xlog(\"$(var(s){msrpuri.nope})\");", "msrpuri.nope")]
    [InlineData("msrp_set_dst(\"msrp://a\");", "msrp_set_dst")]
    public async Task Wrong_names_are_load_errors(string statements, string message) =>
        Assert.Contains(message, await CfgProbe.RefusalAsync(Load, statements), StringComparison.Ordinal);
}
