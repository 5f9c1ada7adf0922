using Signalbox.Interop.Tests.Databases;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>Debian's stock configuration, the file as it stands: users register and call with SIPp's phones.</summary>
public sealed class StockCallTests : IDisposable
{
    private const int Calls = 20;
    private readonly StockFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolTheory("kamailio", "sipp")]
    [InlineData("udp")]
    [InlineData("tcp")]
    public void The_plain_file_registers_and_completes_calls(string transport)
    {
        using var server = new StockServer(_folder.Path, string.Empty);
        using var phones = new SippPhones(_folder.Path, transport);

        phones.Register(server.Port);
        phones.Call(server.Port, Calls);
        server.Stop();
    }

    [ToolTheory("kamailio", "sipp")]
    [InlineData("udp")]
    [InlineData("tcp")]
    public void Users_in_SQLite_are_asked_for_their_passwords(string transport)
    {
        _folder.CreateDatabase();
        using var server = new StockServer(_folder.Path, "WITH_AUTH", _folder.DatabaseFlags);
        using var phones = new SippPhones(_folder.Path, transport, askPasswords: true);

        phones.RegisterInVain(server.Port);
        phones.Register(server.Port);
        phones.Call(server.Port, Calls);
        server.Stop();
    }

    [ToolFact("kamailio", "sipp", "mariadbd", "mariadb")]
    public void Users_contacts_and_accounting_in_MariaDB_do_the_same()
    {
        using var database = DatabaseServer.Start(isMaria: true);
        StockFolder.CreateTables(database.Url);
        database.Query(StockFolder.Users);
        using var server = new StockServer(_folder.Path, "WITH_MYSQL WITH_AUTH WITH_USRLOCDB WITH_ACCDB", "-A", $"DBURL=\"{database.Url}\"");
        using var phones = new SippPhones(_folder.Path, askPasswords: true);

        phones.Register(server.Port);
        phones.Call(server.Port, Calls);
        server.Restart();
        phones.Call(server.Port, Calls);
        server.Stop();

        Assert.Equal($"bob|{phones.Contact}", database.Query("select username, contact from location"));
        Assert.Equal($"BYE|200|OK|alice|{2 * Calls}\nINVITE|200|OK|alice|{2 * Calls}", database.Query("select method, sip_code, sip_reason, src_user, count(*) from acc group by 1, 2, 3, 4 order by 1"));
    }

    [ToolFact("kamailio", "sipp")]
    public void A_contact_in_the_database_outlives_the_server()
    {
        _folder.CreateDatabase();
        using var server = new StockServer(_folder.Path, "WITH_USRLOCDB", _folder.DatabaseFlags);
        using var phones = new SippPhones(_folder.Path);

        phones.Register(server.Port);
        server.Restart();
        phones.Call(server.Port, Calls);
        server.Stop();

        Assert.Equal([$"bob|{phones.Contact}|udp:127.0.0.1:{server.Port}"], Sqlite.Query(_folder.Database, "select username, contact, socket from location"));
    }

    [ToolFact("kamailio", "sipp")]
    public void Each_call_leaves_its_rows_of_accounting()
    {
        _folder.CreateDatabase();
        using var server = new StockServer(_folder.Path, "WITH_ACCDB", _folder.DatabaseFlags);
        using var phones = new SippPhones(_folder.Path);

        phones.Register(server.Port);
        phones.Call(server.Port, Calls);
        server.Stop();

        Assert.Equal(
            [$"BYE|200|OK|alice|127.0.0.1|{Calls}", $"INVITE|200|OK|alice|127.0.0.1|{Calls}"],
            Sqlite.Query(_folder.Database, "select method, sip_code, sip_reason, src_user, src_ip, count(distinct callid) from acc group by 1, 2, 3, 4, 5 order by 1"));
        Assert.Equal(["0"], Sqlite.Query(_folder.Database, "select count(*) from missed_calls"));
    }
}
