using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.TraceQuery;

/// <summary>A table with messages, in any of the forms that siptrace and sipcapture have had; which one, its columns tell.</summary>
internal sealed class TraceTable
{
    private readonly HashSet<string> _columns;

    private TraceTable(ISqlDatabase database, string name, HashSet<string> columns)
    {
        Database = database;
        Name = name;
        _columns = columns;
    }

    /// <summary>Where it is: of a database that is cut into files by time, one file.</summary>
    public ISqlDatabase Database { get; }

    /// <summary>Name of the table.</summary>
    public string Name { get; }

    /// <summary>Column with date and time: <c>time_stamp</c>, or <c>date</c> in sip_capture and OpenSER's table.</summary>
    public string Time => Has("time_stamp") ? "time_stamp" : "date";

    /// <summary>Column with the fraction of the second, or with all microseconds since 1970; null in OpenSER's table.</summary>
    public string? Microseconds => First("time_us", "micro_ts");

    /// <summary>True when the correlation id is stored.</summary>
    public bool HasCorrelation => Has("correlation_id");

    /// <summary>True when the Call-ID of the leg before is stored.</summary>
    public bool HasALeg => Has("callid_aleg");

    /// <summary>The columns that are read, in the order in which <see cref="MessageRow"/> takes them; null for those that are not there.</summary>
    public string?[] Columns =>
    [
        "id", Time, Microseconds, "callid", "msg", First("method"), First("status"), First("fromip", "source_ip"), First("source_port"),
        First("toip", "destination_ip"), First("destination_port"), First("proto"), First("direction"), First("correlation_id"), First("callid_aleg"),
    ];

    /// <summary>Looks at a table.</summary>
    /// <exception cref="StoreException">It is not there.</exception>
    public static TraceTable Read(ISqlDatabase database, string name)
    {
        var answer = database.Query($"SELECT * FROM {database.Dialect.Quote(name)} LIMIT 0", new SqlLimit(1, 1024));
        return new TraceTable(database, name, new HashSet<string>(answer.Columns, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The first column that it should have and has not; null when it can be read.</summary>
    public string? Missing()
    {
        foreach (var name in (ReadOnlySpan<string>)["id", "callid", "msg"])
        {
            if (!Has(name))
                return name;
        }

        if (First("fromip", "source_ip") is null)
            return "fromip";

        return Has("time_stamp") || Has("date") ? null : "time_stamp";
    }

    private bool Has(string column) => _columns.Contains(column);

    private string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Has(name))
                return name;
        }

        return null;
    }
}
