namespace Signalbox.Modules.SipTrace;

/// <summary>What a trace table that we make looks like. One that is there is taken by its columns, whatever its form.</summary>
/// <param name="Time">Name of the column of the time, unless <c>date_column</c> gives one.</param>
/// <param name="Version">Version for the table <c>version</c>; 0 = none.</param>
/// <param name="Lengths">Characters of the columns, in the order of <see cref="TraceColumns"/>; 0 = any number.</param>
/// <param name="Indexes">Suffix of each index and the position of its column.</param>
/// <param name="HasLaterColumns">True when microseconds, To tag and correlation id have columns.</param>
internal sealed record TraceTableForm(string Time, int Version, int[] Lengths, (string Suffix, int Position)[] Indexes, bool HasLaterColumns)
{
    /// <summary>Kamailio's, version 4 (spec/siptrace.md, 7), with the correlation id.</summary>
    public static TraceTableForm Kamailio { get; } = new(
        "time_stamp",
        4,
        [0, 255, 50, 255, 64, 64, 0, 4, 128, 255, 0, 128, 256],
        [("traced_user_idx", TraceColumns.TracedUser), ("date_idx", TraceColumns.TimeStamp), ("fromip_idx", TraceColumns.FromIp), ("callid_idx", TraceColumns.CallId)],
        HasLaterColumns: true);

    /// <summary>OpenSER's: whole seconds in a column <c>date</c>, no To tag (seeds/siptrace-openser.txt, example 1-8).</summary>
    public static TraceTableForm OpenSer { get; } = new(
        "date",
        0,
        [0, 254, 50, 254, 50, 50, 0, 4, 64, 128, 0, 0, 0],
        [("user_idx", TraceColumns.TracedUser), ("date_id", TraceColumns.TimeStamp), ("ip_idx", TraceColumns.FromIp), ("call_id", TraceColumns.CallId)],
        HasLaterColumns: false);
}
