using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>The columns of the table with the steps of scripts.</summary>
internal static class StepColumns
{
    /// <summary>Position of the time.</summary>
    public const int TimeStamp = 0;

    /// <summary>Position of the microseconds.</summary>
    public const int Microseconds = 1;

    /// <summary>Position of the Call-ID.</summary>
    public const int CallId = 2;

    /// <summary>Position of the depth: routes that called each other.</summary>
    public const int Depth = 3;

    /// <summary>Position of the kind of step.</summary>
    public const int Kind = 4;

    /// <summary>Position of the function, variable or word.</summary>
    public const int Name = 5;

    /// <summary>Position of the return code, or of the value assigned.</summary>
    public const int Value = 6;

    /// <summary>Position of the route.</summary>
    public const int Route = 7;

    /// <summary>Position of file and line.</summary>
    public const int Place = 8;

    /// <summary>Octets of a value that are kept.</summary>
    public const int MaxValue = 512;

    /// <summary>The table.</summary>
    public static TableLayout Layout { get; } = new(
        [
            new("time_stamp", ColumnKind.Timestamp), new("time_us", ColumnKind.Integer), new("callid", ColumnKind.Text, 255),
            new("depth", ColumnKind.Integer), new("kind", ColumnKind.Text, 16), new("name", ColumnKind.Text, 128),
            new("value", ColumnKind.Text, MaxValue), new("route", ColumnKind.Text, 128), new("place", ColumnKind.Text, 128),
        ],
        version: 0,
        [("date_idx", "time_stamp"), ("callid_idx", "callid")])
        {
            TimeColumn = TimeStamp,
        };
}
