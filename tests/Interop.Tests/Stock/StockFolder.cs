using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>A temporary work folder; what a test wants to be in it.</summary>
internal sealed class StockFolder : IDisposable
{
    /// <summary>Users of all databases.</summary>
    public const string Users = "insert into subscriber(username, domain, password) values('alice', '127.0.0.1', 'wonderland'), ('bob', '127.0.0.1', 'builder')";

    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("sbx-stock-").FullName;

    /// <summary>The SQLite database.</summary>
    public string Database => System.IO.Path.Combine(Path, "stock.db");

    /// <summary>The flags that put the SQLite database behind the stock file, which loads no driver for it.</summary>
    public string[] DatabaseFlags => ["--loadmodule=db_sqlite.so", "-A", $"DBURL=\"sqlite:///{Database}\""];

    /// <summary>Makes the SQLite database with the standard tables and two users.</summary>
    public void CreateDatabase()
    {
        CreateTables($"sqlite:///{Database}");
        Sqlite.Create(Database, Users);
    }

    /// <summary>Makes the standard tables, those of accounting with the columns that the stock file asks for.</summary>
    public static void CreateTables(string url)
    {
        var (code, output) = Tool.Run(60, SignalboxBinary.Path, "/", "db", "create", "--url", url, "--acc-extra");
        Assert.True(code == 0, output);
    }

    /// <summary>Makes a certificate for 127.0.0.1, and the tls.cfg that uses it.</summary>
    public void CreateCertificate()
    {
        var (code, output) = Tool.Run(
            60, "openssl", Path, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1");
        Assert.True(code == 0, output);
        File.WriteAllText(System.IO.Path.Combine(Path, "both.pem"), File.ReadAllText(System.IO.Path.Combine(Path, "key.pem")) + File.ReadAllText(System.IO.Path.Combine(Path, "cert.pem")));
        File.WriteAllText(
            System.IO.Path.Combine(Path, "tls.cfg"),
            $"[server:default]\nmethod = TLSv1.2+\nverify_certificate = no\nrequire_certificate = no\nprivate_key = {Path}/key.pem\ncertificate = {Path}/cert.pem\n"
            + $"[client:default]\nverify_certificate = yes\nrequire_certificate = yes\nca_list = {Path}/cert.pem\n");
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
