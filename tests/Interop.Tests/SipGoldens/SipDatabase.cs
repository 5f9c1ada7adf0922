using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>The SQLite database of a variant: the tables it was recorded with, and the rows that a case left.</summary>
internal static partial class SipDatabase
{
    private const string CallColumns = "method varchar(16), from_tag varchar(128), to_tag varchar(128), callid varchar(255), sip_code varchar(3), sip_reason varchar(128), "
        + "time timestamp, src_user varchar(64) default '', src_domain varchar(128) default '', src_ip varchar(64) default '', dst_ouser varchar(64) default '', "
        + "dst_user varchar(64) default '', dst_domain varchar(128) default ''";

    private const string Schema = "create table version (table_name varchar(32), table_version integer); "
        + "insert into version values ('acc', 5), ('missed_calls', 4), ('subscriber', 7), ('location', 9), ('location_attrs', 1); "
        + $"create table acc (id integer primary key, {CallColumns}); create table missed_calls (id integer primary key, {CallColumns}); "
        + "create table subscriber (id integer primary key, username varchar(64), domain varchar(64), password varchar(64), ha1 varchar(128) default '', ha1b varchar(128) default ''); "
        + "insert into subscriber (username, domain, password) values ('alice', '127.0.0.1', 'wonderland'), ('bob', '127.0.0.1', 'builder'), "
        + "('alice', '127.0.0.1:18060', 'wonderland'), ('bob', '127.0.0.1:18060', 'builder'); "
        + "create table location (id integer primary key, ruid varchar(64), username varchar(64), domain varchar(64), contact varchar(512), received varchar(128), path varchar(512), "
        + "expires timestamp, q real, callid varchar(255), cseq integer, last_modified timestamp, flags integer, cflags integer, user_agent varchar(255), socket varchar(64), "
        + "methods integer, instance varchar(255), reg_id integer, server_id integer, connection_id integer, keepalive integer, partition integer); "
        + "create table location_attrs (id integer primary key, ruid varchar(64), username varchar(64), domain varchar(64), aname varchar(64), atype integer, avalue varchar(512), last_modified timestamp)";

    /// <summary>File name of the database in the server's work folder.</summary>
    public const string File = "work.db";

    /// <summary>Makes the tables.</summary>
    public static void Create(string folder) => Sqlite.Create(Path.Combine(folder, File), Schema);

    /// <summary>What differs between the recorded rows and those that are there once as many are.</summary>
    public static List<string> Compare(SipCase recorded, string folder)
    {
        var differences = new List<string>();
        foreach (var table in (string[])["acc", "missed_calls", "location"])
        {
            var wanted = recorded.Events.Where(one => one.Kind == SipEventKind.Note && one.Text.StartsWith(table + " ", StringComparison.Ordinal))
                .Select(one => Varying().Replace(one.Text[(table.Length + 1)..], "$1=V")).ToList();
            if (wanted.Count == 0)
                continue;

            var path = Path.Combine(folder, File);
            Sqlite.WaitForCount(path, $"select count(*) from {table}", wanted.Count);
            var got = Sqlite.Named(path, $"select * from {table} order by id").Select(static row => Varying().Replace(row, "$1=V")).ToList();
            if (!wanted.SequenceEqual(got, StringComparer.Ordinal))
                differences.Add($"{table}\n      recorded {string.Join("\n               ", wanted)}\n      got      {string.Join("\n               ", got)}");
        }

        return differences;
    }

    [GeneratedRegex(@"\b(time|expires|last_modified|ruid|id)=(?:\S*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Varying();
}
