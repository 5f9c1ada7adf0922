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
        + "create table location (id integer primary key, ruid varchar(64) unique, username varchar(64), domain varchar(64), contact varchar(512), received varchar(128), path varchar(512), "
        + "expires timestamp, q real, callid varchar(255), cseq integer, last_modified timestamp, flags integer, cflags integer, user_agent varchar(255), socket varchar(64), "
        + "methods integer, instance varchar(255), reg_id integer, server_id integer, connection_id integer, keepalive integer, partition integer); "
        + "create table location_attrs (id integer primary key, ruid varchar(64), username varchar(64), domain varchar(64), aname varchar(64), atype integer, avalue varchar(512), last_modified timestamp)";

    private static readonly string[] Tables = ["acc", "missed_calls", "location"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>File name of the database in the server's work folder.</summary>
    public const string File = "work.db";

    /// <summary>Makes the tables.</summary>
    public static void Create(string folder) => Sqlite.Create(Path.Combine(folder, File), Schema);

    /// <summary>What differs between the rows recorded at the end and those that are there once as many are.</summary>
    public static List<string> Compare(SipCase recorded, string folder)
    {
        var last = Looks(recorded)[^1];
        return [.. Tables.Where(table => last.ContainsKey(table)).SelectMany(table => Compare(table, last[table], folder, static (wanted, got) => wanted.SequenceEqual(got, StringComparer.Ordinal)))];
    }

    /// <summary>What is missing of the rows that were recorded between two steps; the recorder asked for some of them only.</summary>
    public static IEnumerable<string> Compare(SipCase recorded, string folder, int look)
    {
        var looks = Looks(recorded);
        return look >= looks.Count - 1
            ? []
            : looks[look].SelectMany(pair => Compare(pair.Key, pair.Value, folder, static (wanted, got) => !wanted.Except(got, StringComparer.Ordinal).Any()));
    }

    // A note that is neither a log line nor a row begins a look at the tables.
    private static List<Dictionary<string, List<string>>> Looks(SipCase recorded)
    {
        List<Dictionary<string, List<string>>> looks = [[]];
        foreach (var note in recorded.Events.Where(static one => one.Kind == SipEventKind.Note).Select(static one => one.Text))
        {
            var table = note.Split(' ')[0];
            if (!Tables.Contains(table, StringComparer.Ordinal))
            {
                if (table != "log" && looks[^1].Count > 0)
                    looks.Add([]);

                continue;
            }

            if (!looks[^1].TryGetValue(table, out var rows))
                looks[^1][table] = rows = [];

            rows.Add(Varying().Replace(note[(table.Length + 1)..], "$1=V"));
        }

        return looks;
    }

    private static List<string> Compare(string table, List<string> wanted, string folder, Func<List<string>, List<string>, bool> same)
    {
        var path = Path.Combine(folder, File);
        var got = Rows();
        for (var until = DateTime.UtcNow + Patience; !same(wanted, got) && DateTime.UtcNow < until; got = Rows())
            Thread.Sleep(50);

        return same(wanted, got) ? [] : [$"{table}\n      recorded {string.Join("\n               ", wanted)}\n      got      {string.Join("\n               ", got)}"];

        List<string> Rows() => [.. Sqlite.Named(path, $"select * from {table} order by id").Select(static row => Varying().Replace(row, "$1=V"))];
    }

    [GeneratedRegex(@"\b(time|expires|last_modified|ruid|id)=(?:\S*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Varying();
}
