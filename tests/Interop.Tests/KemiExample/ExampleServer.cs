using Signalbox.Interop.Tests.Running;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Stock;

namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>The built server with the KEMI example of Debian's package, read where it installed it.</summary>
internal sealed class ExampleServer : IDisposable
{
    /// <summary>Where Debian installs it.</summary>
    public const string Folder = "/usr/share/doc/kamailio/examples/kemi";

    /// <summary>The cfg, as it is installed.</summary>
    public const string Cfg = $"{Folder}/kamailio-basic-kemi.cfg";

    private readonly StockFolder _folder = new();
    private readonly Tool _process;

    /// <summary>Starts a variant and waits until it listens.</summary>
    public ExampleServer(ExampleVariant variant)
    {
        Port = Ports.FreeOfBoth();
        if (variant.WithPasswords)
        {
            StockFolder.CreateTables($"sqlite:///{_folder.Database}");
            Sqlite.Create(_folder.Database, "insert into subscriber(username, domain, password) values('alice', 'example.test', 'secret'), ('bob', 'example.test', 'secret'), ('nat', 'example.test', 'secret')");
        }

        string[] database = variant.WithPasswords ? ["-A", $"DBURL=\"sqlite:///{_folder.Database}\"", "--subst=!db_mysql.so!db_sqlite.so!"] : [];
        _process = Tool.Start(
            SignalboxBinary.Path,
            _folder.Path,
            [
                "-f", variant.Configuration(_folder.Path), "-DD", "-E", "-Y", _folder.Path, "-w", _folder.Path, "-l", $"udp:127.0.0.1:{Port}", "--alias=example.test",
                $"--subst=!/usr/local/etc/kamailio!{Folder}!g", "-A", variant.Switch, .. database,
            ]);
        for (var i = 0; i < 400 && !_process.HasEnded && !Ports.IsBound(Port); i++)
            Thread.Sleep(25);

        Assert.False(_process.HasEnded, Log);
    }

    /// <summary>Its UDP port.</summary>
    public int Port { get; }

    /// <summary>What it logged.</summary>
    public string Log => _process.Output;

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Dispose();
        _folder.Dispose();
    }
}
