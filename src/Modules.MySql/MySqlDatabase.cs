using System.Data.Common;
using MySql.Data.MySqlClient;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.MySql;

/// <summary>A database of a MySQL or MariaDB server.</summary>
internal sealed class MySqlDatabase(string name, string connection, int retries) : AdoDatabase(name, SqlDialect.MySql, retries)
{
    /// <inheritdoc />
    public override void WriteLiteral(ReadOnlySpan<byte> text, ByteWriter output)
    {
        output.Write((byte)'\'');
        foreach (var c in text)
        {
            if (c is (byte)'\'' or (byte)'"' or (byte)'\\' or 0)
                output.Write((byte)'\\');

            output.Write(c == 0 ? (byte)'0' : c);
        }

        output.Write((byte)'\'');
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        using var one = new MySqlConnection(connection);
        MySqlConnection.ClearPool(one);
    }

    /// <inheritdoc />
    protected override DbConnection Create() => new MySqlConnection(connection);
}
