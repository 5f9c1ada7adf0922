using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>A database of a PostgreSQL server.</summary>
internal sealed class PostgresDatabase(string name, string connection, int retries) : AdoDatabase(name, SqlDialect.Postgres, retries)
{
    /// <inheritdoc />
    public override void WriteLiteral(ReadOnlySpan<byte> text, ByteWriter output)
    {
        output.Write((byte)'\'');
        foreach (var c in text)
        {
            if (c == (byte)'\'')
                output.Write(c);

            output.Write(c == 0 ? (byte)' ' : c);
        }

        output.Write((byte)'\'');
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        using var one = new NpgsqlConnection(connection);
        NpgsqlConnection.ClearPool(one);
    }

    /// <inheritdoc />
    protected override DbConnection Create() => new NpgsqlConnection(connection);

    /// <inheritdoc />
    protected override void Bind(DbParameter parameter, in SqlValue value)
    {
        base.Bind(parameter, value);
        if (value.Kind == SqlValueKind.Timestamp)
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Timestamp;
    }
}
