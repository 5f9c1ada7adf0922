using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Storage.Api;

/// <summary>A database that answers the SQL of a script. Several threads may ask at the same time.</summary>
internal interface ISqlDatabase : IDisposable
{
    /// <summary>The database for messages to the operator, without any password.</summary>
    string Name { get; }

    /// <summary>Opens it, to find out whether it is there.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    void Open();

    /// <summary>Writes text as a literal of this database, quotes included.</summary>
    void WriteLiteral(ReadOnlySpan<byte> text, ByteWriter output);

    /// <summary>Runs one statement; what follows a first one is not run.</summary>
    /// <param name="sql">The statement, one char a byte.</param>
    /// <param name="limit">How much of the answer is wanted.</param>
    /// <exception cref="StoreException">The statement is wrong, or the database cannot be used now.</exception>
    SqlRows Query(string sql, SqlLimit limit);
}
