using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>The statements on one location table.</summary>
internal sealed class LocationStatements
{
    /// <summary>Makes them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="names">Names of the columns, in the order of <see cref="LocationColumns"/>.</param>
    /// <param name="usesDomain">True when addresses carry their domain.</param>
    /// <param name="byServer">True when only the rows of this server are read.</param>
    public LocationStatements(string table, string[] names, bool usesDomain, bool byServer)
    {
        var user = names[(int)LocationColumns.User];
        var expires = names[(int)LocationColumns.Expires];
        SqlCondition[] server = byServer ? [names[(int)LocationColumns.ServerId]] : [];
        Save = SqlStatement.Upsert(table, names, names[(int)LocationColumns.Ruid]);
        Remove = SqlStatement.Delete(table, [names[(int)LocationColumns.Ruid]]);
        OfAddress = SqlStatement.Select(table, names, usesDomain ? [user, names[(int)LocationColumns.Domain]] : [user]);
        All = SqlStatement.Select(table, names, server, "id");
        RemoveExpired = SqlStatement.Delete(table, [new SqlCondition(expires, "<"), new SqlCondition(expires, ">"), .. server]);
        Contacts = SqlStatement.Count(table, [new SqlCondition(expires, ">")]);
        ExpiredContacts = SqlStatement.Count(table, [new SqlCondition(expires, "<=")]);
        Users = SqlStatement.CountDistinct(table, user, [new SqlCondition(expires, ">")]);
    }

    /// <summary>A row, new or not.</summary>
    public SqlStatement Save { get; }

    /// <summary>Removes a row by its record id.</summary>
    public SqlStatement Remove { get; }

    /// <summary>The rows of an address.</summary>
    public SqlStatement OfAddress { get; }

    /// <summary>All rows.</summary>
    public SqlStatement All { get; }

    /// <summary>Removes rows that ended before a time but not at the second that means never.</summary>
    public SqlStatement RemoveExpired { get; }

    /// <summary>Number of contacts after a time.</summary>
    public SqlStatement Contacts { get; }

    /// <summary>Number of contacts up to a time.</summary>
    public SqlStatement ExpiredContacts { get; }

    /// <summary>Number of users after a time.</summary>
    public SqlStatement Users { get; }
}
