using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.AuthDb;

/// <summary>What is asked of one table of subscribers.</summary>
internal sealed class SubscriberQuery
{
    // Duplicate users are the operator's mistake; the first one counts.
    private static readonly SqlLimit OneRow = new(1, 64 * 1024);
    private readonly SqlStatement _byPassword;
    private readonly SqlStatement _byPassword2;
    private readonly bool _usesDomain;

    /// <summary>Makes the statements.</summary>
    public SubscriberQuery(string table, SubscriberColumns columns, IReadOnlyList<CredentialAvp> further, bool usesDomain)
    {
        _usesDomain = usesDomain;
        SqlCondition[] conditions = usesDomain ? [columns.User, columns.Domain] : [columns.User];
        string[] rest = [.. further.Select(static one => one.Column)];
        _byPassword = SqlStatement.Select(table, [columns.Password, .. rest], conditions);
        _byPassword2 = SqlStatement.Select(table, [columns.Password2, .. rest], conditions);
    }

    /// <summary>The password and the further columns of a user; null when there is no such user.</summary>
    /// <param name="database">The database.</param>
    /// <param name="user">User.</param>
    /// <param name="domain">Domain; not asked for when domains do not count.</param>
    /// <param name="isSecond">True for the second password column.</param>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public ScriptValue[]? Find(ISqlDatabase database, ReadOnlySpan<byte> user, ReadOnlySpan<byte> domain, bool isSecond)
    {
        SqlValue[] values = _usesDomain ? [SqlValue.Of(user), SqlValue.Of(domain)] : [SqlValue.Of(user)];
        var rows = database.Execute(isSecond ? _byPassword2 : _byPassword, values, OneRow);
        return rows.Rows.Count > 0 ? rows.Rows[0] : null;
    }
}
