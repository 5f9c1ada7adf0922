using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Nathelper;

/// <summary>The tables were measured on the peer; where it errs, a comment says so.</summary>
public sealed class NathelperTests
{
    private const string Load = "loadmodule \"pv.so\"\nloadmodule \"xlog.so\"\nloadmodule \"textopsx.so\"\nloadmodule \"nathelper.so\"\nmodparam(\"nathelper\", \"received_avp\", \"$avp(RCV)\")\n";
    private const string Source = "127.0.0.1:18500";

    public static TheoryData<TableRow> UacTests => TableFile.Read("Cases/Nathelper/uac-tests.tsv");

    public static TheoryData<TableRow> Contacts => TableFile.Read("Cases/Nathelper/contacts.tsv");

    public static TheoryData<TableRow> Aliases => TableFile.Read("Cases/Nathelper/ruri-alias.tsv");

    public static TheoryData<TableRow> Descriptions => TableFile.Read("Cases/Nathelper/sdp.tsv");

    [Theory, MemberData(nameof(UacTests))]
    public async Task The_tests_that_hit_are_those_of_the_peer(TableRow row)
    {
        var statements = row["next"].Length > 0 ? $"$du = \"{row["next"]}\";\n" : string.Empty;
        for (var bit = 1; bit <= 512; bit <<= 1)
            statements += $"if (nat_uac_test(\"{bit}\")) xlog(\"{bit}\");\n";

        var log = await RunAsync(statements, row["contact"], row["via"], Sdp(row["sdp"].Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.True(string.Join(' ', log) == row["hits"], $"{row.Location}: wanted {row["hits"]}, got {string.Join(' ', log)}");
    }

    [Theory, MemberData(nameof(Contacts))]
    public async Task A_contact_becomes_what_the_peer_makes_of_it(TableRow row)
    {
        var log = await RunAsync($"{row["call"]};\nxlog(\"$rc\");\nmsg_apply_changes();\nxlog(\"$hdr(Contact)\");", row["contact"]);

        Assert.True(log[^1] == row["becomes"] && log[^2] == row["code"], $"{row.Location}: got {log[^2]} {log[^1]}");
    }

    [Theory, MemberData(nameof(Aliases))]
    public async Task An_alias_in_the_request_uri_becomes_the_next_hop(TableRow row)
    {
        var log = await RunAsync($"$ru = \"{row["uri"]}\"; handle_ruri_alias({(row["mode"].Length > 0 ? $"\"{row["mode"]}\"" : "")});\nxlog(\"$rc\"); xlog(\"$ru\"); xlog(\"$du\");");

        Assert.Equal([row["code"], row["becomes"], row["next"]], log);
    }

    [Theory, MemberData(nameof(Descriptions))]
    public async Task A_session_description_becomes_what_the_peer_makes_of_it(TableRow row)
    {
        var log = await RunAsync($"{row["call"]};\nxlog(\"$rc\");\nmsg_apply_changes();\nxlog(\"$rb\");", sdp: Sdp([row["session"], row["media"]]));

        Assert.True(log[^2] == row["code"], $"{row.Location}: {log[^2]}");
        Assert.Equal(row["becomes"], log[^1].TrimEnd('\r').Replace("\r\n", "|", StringComparison.Ordinal) + "|");
    }

    [Fact]
    public async Task Without_a_contact_nothing_is_done() => Assert.Equal(
        ["-1", "-1", "-1", "2", "-1"],
        await RunAsync("nat_uac_test(\"1\"); xlog(\"$rc\"); set_contact_alias(); xlog(\"$rc\"); fix_nated_contact(); xlog(\"$rc\"); add_contact_alias(); xlog(\"$rc\"); fix_nated_sdp(\"2\"); xlog(\"$rc\");", contact: null));

    [Fact]
    public async Task The_source_of_a_registration_is_noted_once() => Assert.Equal(
        ["1 sip:127.0.0.1:18500 1"],
        await RunAsync("fix_nated_register(); fix_nated_register(); xlog(\"$rc $avp(RCV) $cnt($avp(RCV))\");"));

    [Theory]
    [InlineData("10.9.8.7", "1")]
    [InlineData("11.9.8.7", "-1")]
    [InlineData("fd00::1", "-1")]
    [InlineData("host.example", "-1")]
    [InlineData("", "-1")]
    public async Task Private_addresses_are_known(string address, string code) =>
        Assert.Equal([code], await RunAsync($"$var(a) = \"{address}\"; is_rfc1918(\"$var(a)\"); xlog(\"$rc\");"));

    [Fact]
    public async Task An_alias_of_contact_goes_into_a_variable() => Assert.Equal(
        ["1 sip:1.2.3.4:5;transport=tcp"],
        await RunAsync("set_alias_to_pv(\"$avp(al)\"); xlog(\"$rc $avp(al)\");", "<sip:a@h;alias=1.2.3.4~5~2>"));

    [Theory]
    [InlineData("modparam(\"nathelper\", \"received_avp\", \"RECEIVED\")", "is no AVP")]
    [InlineData("modparam(\"nathelper\", \"natping_interval\", 5)", "needs module 'usrloc'")]
    [InlineData("modparam(\"nathelper\", \"sipping_from\", \"nonsense\")", "is no SIP URI")]
    [InlineData("loadmodule \"usrloc.so\"\nmodparam(\"nathelper\", \"natping_interval\", 5)\nmodparam(\"nathelper\", \"sipping_bflag\", 7)", "sipping_from is not set")]
    [InlineData("loadmodule \"usrloc.so\"\nmodparam(\"nathelper\", \"natping_interval\", 5)\nmodparam(\"nathelper\", \"natping_socket\", \"x\")", "is not [proto:]address[:port]")]
    public async Task What_cannot_work_is_refused_at_the_start(string parameters, string message) =>
        Assert.Contains(message, await Scripts.CfgProbe.RefusalAsync($"loadmodule \"nathelper.so\"\n{parameters}", "exit;"), StringComparison.Ordinal);

    private static string Sdp(string[] addresses)
    {
        if (addresses.Length == 0)
            return string.Empty;

        var media = addresses.Length > 1 ? $"c=IN IP4 {addresses[1]}\r\n" : string.Empty;
        return $"o=- 1 1 IN IP4 127.0.0.1\r\nc=IN IP4 {addresses[0]}\r\nm=audio 1 RTP/AVP 0\r\n{media}";
    }

    private static async Task<List<string>> RunAsync(string statements, string? contact = "<sip:a@192.0.2.1:5070>", string via = Source, string sdp = "")
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"{Load}request_route {{\n{statements}\nexit;\n}}\n", engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(
            $"INVITE sip:b@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {via};branch=z9hG4bK1;rport\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
            + (contact is null ? string.Empty : $"Contact: {contact}\r\n")
            + (sdp.Length > 0 ? $"Content-Type: application/sdp\r\nContent-Length: {sdp.Length}\r\n\r\n{sdp}" : "Content-Length: 0\r\n\r\n"),
            Source);
        await engine.StopAsync();
        return engine.Log.ConvertAll(static line => line.Text);
    }
}
