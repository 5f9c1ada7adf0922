using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Auth;

public sealed class AuthTests
{
    private const string Load = "loadmodule \"pv.so\"\nloadmodule \"sl.so\"\nloadmodule \"tm.so\"\nloadmodule \"textops.so\"\nloadmodule \"auth.so\"\n";

    private const string Routes = """
        request_route {
        	if ($rU == "challenge") { www_challenge("r", "1"); exit; }
        	if ($rU == "www") pv_www_authenticate("r", "pw", "0");
        	else if ($rU == "method") pv_www_authenticate("r", "pw", "0", "REGISTER");
        	else if ($rU == "ha1") pv_www_authenticate("r", "ab3fa3c991764b61d9f39c0217daf918", "1");
        	else if ($rU == "proxy") pv_proxy_authenticate("r", "pw", "0");
        	else if ($rU == "check") pv_auth_check("r", "pw", "0", "1");
        	else if ($rU == "plain") pv_auth_check("r", "pw", "0", "0");
        	else if ($rU == "has") has_credentials("r");
        	$var(rc) = $rc;
        	sl_send_reply("200", "rc=$var(rc)");
        }
        """;

    public static TheoryData<TableRow> Results => TableFile.Read("Cases/Auth/results.tsv");

    public static TheoryData<TableRow> Challenges => TableFile.Read("Cases/Auth/challenges.tsv");

    [Theory, MemberData(nameof(Results))]
    public async Task Credentials_give_the_result_that_the_peer_gives(TableRow row)
    {
        var phone = new DigestPhone();
        await phone.StartAsync(Load + Routes);
        var nonce = row["nonce"] == "own" ? phone.Nonce() : row["nonce"];
        var credentials = row["header"].Length == 0
            ? string.Empty
            : DigestPhone.Answer(row["header"], row["made for"], row["user"], row["realm"], row["password"], nonce, row["qop"], row["algorithm"]);

        var reply = phone.Send(row["method"], row["call"], credentials, row["from"], row["to"]);

        Assert.True(reply.StartsWith($"SIP/2.0 200 rc={row["result"]}\r\n", StringComparison.Ordinal), $"{row.Location}: got {reply.Split("\r\n")[0]}");
    }

    [Theory, MemberData(nameof(Challenges))]
    public async Task A_challenge_is_written_as_the_peer_writes_it(TableRow row)
    {
        var phone = new DigestPhone();
        var parameters = row["parameter"].Length == 0 ? string.Empty : $"modparam(\"auth\", {row["parameter"]})\n";
        await phone.StartAsync($"{Load}{parameters}request_route {{ {row["call"]}; }}\n");

        var lines = phone.Send(row["method"], "x").Split("\r\n");

        Assert.Equal(row["status"], lines[0]);
        var line = lines.Single(static one => one.Contains("Digest", StringComparison.Ordinal));
        Assert.Equal(row["line"], System.Text.RegularExpressions.Regex.Replace(line, "nonce=\"[A-Za-z0-9+/]{32}\"", "nonce=\"N\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Challenges_of_one_second_share_a_nonce_and_a_later_one_does_not()
    {
        var phone = new DigestPhone();
        await phone.StartAsync(Load + Routes);
        var first = phone.Nonce();

        Assert.Equal(first, phone.Nonce());
        phone.Engine.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, phone.Nonce());
    }

    [Fact]
    public async Task A_nonce_is_over_after_its_time()
    {
        var phone = new DigestPhone();
        await phone.StartAsync($"{Load}modparam(\"auth\", \"nonce_expire\", 10)\n{Routes}");
        var credentials = DigestPhone.Answer("Authorization", "OPTIONS", "alice", "r", "pw", phone.Nonce());

        phone.Engine.Advance(TimeSpan.FromSeconds(10));
        Assert.StartsWith("SIP/2.0 200 rc=1\r", phone.Send("OPTIONS", "www", credentials), StringComparison.Ordinal);
        phone.Engine.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("SIP/2.0 200 rc=-4\r", phone.Send("OPTIONS", "www", credentials), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_time_nonce_is_good_once_even_with_a_wrong_password()
    {
        var phone = new DigestPhone();
        await phone.StartAsync($"{Load}modparam(\"auth\", \"one_time_nonce\", 1)\n{Routes}");
        var nonce = phone.Nonce();

        Assert.StartsWith("SIP/2.0 200 rc=-2\r", phone.Send("OPTIONS", "www", DigestPhone.Answer("Authorization", "OPTIONS", "alice", "r", "no", nonce)), StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 200 rc=-6\r", phone.Send("OPTIONS", "www", DigestPhone.Answer("Authorization", "OPTIONS", "alice", "r", "pw", nonce)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_counted_nonce_takes_growing_counters_only()
    {
        var phone = new DigestPhone();
        await phone.StartAsync($"{Load}modparam(\"auth\", \"nonce_count\", 1)\n{Routes}");
        var nonce = phone.Nonce();
        string Use(string count) => phone.Send("OPTIONS", "www", DigestPhone.Answer("Authorization", "OPTIONS", "alice", "r", "pw", nonce, "auth", count: count)).Split("\r\n")[0];

        string[] results = [Use("00000001"), Use("00000001"), Use("00000002"), Use("00000005"), Use("00000003")];

        Assert.Equal(["SIP/2.0 200 rc=1", "SIP/2.0 200 rc=-4", "SIP/2.0 200 rc=1", "SIP/2.0 200 rc=1", "SIP/2.0 200 rc=-4"], results);
    }

    [Fact]
    public async Task A_nonce_that_is_bound_to_the_request_URI_is_good_for_it_only()
    {
        var phone = new DigestPhone();
        await phone.StartAsync($"{Load}modparam(\"auth\", \"auth_checks_no_dlg\", 1)\n{Routes}");

        Assert.StartsWith("SIP/2.0 200 rc=-4\r", phone.Send("OPTIONS", "www", DigestPhone.Answer("Authorization", "OPTIONS", "alice", "r", "pw", phone.Nonce())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_credentials_are_taken_out_before_the_request_goes_on()
    {
        var phone = new DigestPhone();
        await phone.StartAsync(Load + """
            request_route {
            	if ($rU == "challenge") { www_challenge("r", "1"); exit; }
            	pv_proxy_authenticate("r", "pw", "0");
            	consume_credentials();
            	$var(rc) = $rc;
            	append_hf("X-Consumed: $var(rc)\r\n");
            	$du = "sip:192.0.2.9";
            	forward();
            }
            """);
        phone.Send("OPTIONS", "x", DigestPhone.Answer("Proxy-Authorization", "OPTIONS", "alice", "r", "pw", phone.Nonce()));
        var sent = phone.Engine.Take("192.0.2.9:5060")!.Text;

        Assert.DoesNotContain("Proxy-Authorization", sent, StringComparison.Ordinal);
        Assert.Contains("X-Consumed: 1\r\n", sent, StringComparison.Ordinal);
        phone.Send("OPTIONS", "x");
        Assert.Contains("X-Consumed: -1\r\n", phone.Engine.Take("192.0.2.9:5060")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auth_algorithm_chooses_the_hash_for_one_message()
    {
        var phone = new DigestPhone();
        await phone.StartAsync(Load + """
            request_route {
            	if ($rU == "sha") auth_algorithm("SHA-256");
            	if ($rU == "none") { auth_algorithm("SHA-1"); $var(rc) = $rc; sl_send_reply("200", "rc=$var(rc)"); exit; }
            	if (!has_credentials("r")) { www_challenge("r", "0"); exit; }
            	pv_www_authenticate("r", "pw", "0");
            	$var(rc) = $rc;
            	sl_send_reply("200", "rc=$var(rc)");
            }
            """);

        Assert.Contains("algorithm=SHA-256", phone.Send("OPTIONS", "sha"), StringComparison.Ordinal);
        Assert.DoesNotContain("algorithm", phone.Send("OPTIONS", "md5"), StringComparison.Ordinal);

        var nonce = phone.Nonce("sha");
        var sha = DigestPhone.Answer("Authorization", "OPTIONS", "alice", "r", "pw", nonce, algorithm: "SHA-256");
        var md5 = DigestPhone.Answer("Authorization", "OPTIONS", "alice", "r", "pw", nonce);
        Assert.StartsWith("SIP/2.0 200 rc=1\r\n", phone.Send("OPTIONS", "sha", sha), StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 200 rc=-1\r\n", phone.Send("OPTIONS", "md5", sha), StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 200 rc=1\r\n", phone.Send("OPTIONS", "md5", md5), StringComparison.Ordinal);
        Assert.StartsWith("SIP/2.0 200 rc=-1\r\n", phone.Send("OPTIONS", "none"), StringComparison.Ordinal);
    }
}
