using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Databases;

/// <summary>Debian's stock configuration, unmodified, with users, contacts and accounting in real database servers.</summary>
public sealed class StockDatabaseTests
{
    private const string Stock = "/etc/kamailio/kamailio.cfg";

    [ToolFact("kamailio", "mariadbd", "mariadb")]
    public void A_user_registers_and_calls_with_everything_in_MariaDB()
    {
        using var database = DatabaseServer.Start(isMaria: true);
        Play(database, Stock, "-A", "WITH_MYSQL");
    }

    [ToolFact("kamailio", "runuser", "psql")]
    public void A_user_registers_and_calls_with_everything_in_PostgreSQL()
    {
        using var database = DatabaseServer.Start(isMaria: false);
        var cfg = Path.GetTempFileName();
        File.WriteAllText(cfg, $"#!KAMAILIO\nloadmodule \"db_postgres.so\"\ninclude_file \"{Stock}\"\n");
        Play(database, cfg);
        File.Delete(cfg);
    }

    private static void Play(DatabaseServer database, string cfg, params string[] flags)
    {
        var folder = Path.GetTempPath();
        var (code, output) = Tool.Run(60, SignalboxBinary.Path, folder, "db", "create", "--url", database.Url, "--acc-extra");
        Assert.True(code == 0, output);
        Assert.DoesNotContain("kamailiorw", output, StringComparison.Ordinal);
        database.Query("insert into subscriber(username,domain,password) values('bob','127.0.0.1','builder')");
        var port = Ports.Free();
        using var server = Tool.Start(
            SignalboxBinary.Path,
            folder,
            ["-f", cfg, "-DD", "-E", "-Y", folder, "-l", $"udp:127.0.0.1:{port}", "-A", "WITH_AUTH", "-A", "WITH_USRLOCDB", "-A", "WITH_ACCDB", "-A", $"DBURL=\"{database.Url}\"", .. flags]);
        for (var i = 0; i < 400 && !server.HasEnded && !Ports.IsBound(port); i++)
            Thread.Sleep(50);

        Assert.False(server.HasEnded, server.Output);
        using var phone = new Phone(port);
        Register(phone, port);
        Refuse(phone, port);
        server.Terminate();

        Assert.Equal($"bob|sip:bob@127.0.0.1:{phone.Port}|-1|udp:127.0.0.1:{port}", database.Query("select username, contact, q, socket from location"));
        Assert.Equal("INVITE|caller|callee|486|Busy|bob|127.0.0.1|bob", database.Query("select method, from_tag, to_tag, sip_code, sip_reason, src_user, src_ip, dst_user from missed_calls"));
        Assert.DoesNotContain("kamailiorw", server.Output, StringComparison.Ordinal);
    }

    private static void Register(Phone phone, int port)
    {
        var uri = $"sip:127.0.0.1:{port}";
        var contact = $"Contact: <sip:bob@127.0.0.1:{phone.Port}>\r\n";
        phone.Send(phone.Request("REGISTER", uri, "reg1", contact));
        var challenge = phone.Receive();
        Assert.StartsWith("SIP/2.0 401 ", challenge, StringComparison.Ordinal);
        phone.Send(phone.Request("REGISTER", uri, "reg2", contact + Credentials("Authorization", "REGISTER", uri, "wrong", challenge)));
        Assert.StartsWith("SIP/2.0 401 ", phone.Receive(), StringComparison.Ordinal);
        phone.Send(phone.Request("REGISTER", uri, "reg3", contact + Credentials("Authorization", "REGISTER", uri, "builder", challenge)));
        Assert.StartsWith("SIP/2.0 200 ", phone.Receive(), StringComparison.Ordinal);
    }

    // Bob calls himself and is busy: one authenticated call, one row of missed_calls.
    private static void Refuse(Phone phone, int port)
    {
        var uri = $"sip:bob@127.0.0.1:{port}";
        var contact = $"Contact: <sip:bob@127.0.0.1:{phone.Port}>\r\n";
        phone.Send(phone.Request("INVITE", uri, "call1", contact));
        var challenge = Next(phone, "SIP/2.0 407 ");
        phone.Send(phone.Request("ACK", uri, "call1", string.Empty));
        phone.Send(phone.Request("INVITE", uri, "call2", contact + Credentials("Proxy-Authorization", "INVITE", uri, "builder", challenge)));
        var invite = Next(phone, "INVITE ");
        Assert.DoesNotContain("Proxy-Authorization", invite, StringComparison.Ordinal);
        phone.Send(Phone.Answer(invite, "486 Busy"));
        Next(phone, "SIP/2.0 486 ");
    }

    private static string Next(Phone phone, string start)
    {
        for (var i = 0; i < 10; i++)
        {
            var message = phone.Receive();
            if (message.StartsWith(start, StringComparison.Ordinal))
                return message;
        }

        throw new InvalidOperationException($"nothing came that begins with '{start}'");
    }

    private static string Credentials(string header, string method, string uri, string password, string challenge)
    {
        var realm = Field(challenge, "realm");
        var nonce = Field(challenge, "nonce");
        var response = Md5($"{Md5($"bob:{realm}:{password}")}:{nonce}:{Md5($"{method}:{uri}")}");
        return $"{header}: Digest username=\"bob\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", response=\"{response}\"\r\n";
    }

    private static string Field(string challenge, string name) =>
        Regex.Match(challenge, $"{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.Latin1.GetBytes(text)));
}
