namespace Signalbox.Modules.MySql;

/// <summary>
/// The Unix socket of a server on this machine. As with the servers' own clients, the host <c>localhost</c> without a port
/// means the socket, and the environment may name it.
/// </summary>
internal static class SocketPath
{
    private static readonly string[] Usual = ["/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock", "/tmp/mysql.sock"];

    /// <summary>The socket; null when there is none, so that TCP is used.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("MYSQL_UNIX_PORT") is { Length: > 0 } named)
            return named;

        return Array.Find(Usual, File.Exists);
    }
}
