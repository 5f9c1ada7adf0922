using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Storage.Api;

/// <summary>A database that answers. Several threads may ask at the same time; each call may wait for the network.</summary>
internal interface ISqlDatabase : IDisposable
{
    /// <summary>The database for messages to the operator, without any password.</summary>
    string Name { get; }

    /// <summary>How its SQL is written.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Opens it, to find out whether it is there.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    void Open();

    /// <summary>Writes text as a literal of this database, quotes included.</summary>
    void WriteLiteral(ReadOnlySpan<byte> text, ByteWriter output);

    /// <summary>Runs one statement of a script; of several, only the first gives rows.</summary>
    /// <param name="sql">The statement, one char a byte.</param>
    /// <param name="limit">How much of the answer is wanted.</param>
    /// <exception cref="StoreException">The statement is wrong, or the database cannot be used now.</exception>
    SqlRows Query(string sql, SqlLimit limit);

    /// <summary>Runs a statement with values.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="values">Values of its columns, then of its conditions.</param>
    /// <param name="limit">How much of the answer is wanted.</param>
    /// <exception cref="StoreException">The database refused it or cannot be used now.</exception>
    SqlRows Execute(SqlStatement statement, ReadOnlySpan<SqlValue> values, SqlLimit limit);

    /// <summary>Runs statements in one transaction: all of them, or after an exception none.</summary>
    /// <exception cref="StoreException">The database refused one or cannot be used now.</exception>
    void ExecuteAll(IReadOnlyList<SqlCall> calls);
}
