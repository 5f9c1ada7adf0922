using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Columns of the trace table, in the peer's insert order; the names can be changed by parameters.</summary>
internal sealed class TraceColumns
{
    /// <summary>Position of the message.</summary>
    public const int Message = 0;

    /// <summary>Position of the Call-ID.</summary>
    public const int CallId = 1;

    /// <summary>Position of the method.</summary>
    public const int Method = 2;

    /// <summary>Position of the status.</summary>
    public const int Status = 3;

    /// <summary>Position of the sender.</summary>
    public const int FromIp = 4;

    /// <summary>Position of the receiver.</summary>
    public const int ToIp = 5;

    /// <summary>Position of the time.</summary>
    public const int TimeStamp = 6;

    /// <summary>Position of the direction.</summary>
    public const int Direction = 7;

    /// <summary>Position of the From tag.</summary>
    public const int FromTag = 8;

    /// <summary>Position of the user.</summary>
    public const int TracedUser = 9;

    /// <summary>Position of the microseconds.</summary>
    public const int Microseconds = 10;

    /// <summary>Position of the To tag.</summary>
    public const int ToTag = 11;

    /// <summary>Position of the correlation id, a column that the peer's table lacks.</summary>
    public const int CorrelationId = 12;

    /// <summary>Position of the mark, when there is such a column.</summary>
    public const int MarkPosition = 13;

    private static readonly string[] UsualNames =
        ["msg", "callid", "method", "status", "fromip", "toip", "time_stamp", "direction", "fromtag", "traced_user", "time_us", "totag", "correlation_id"];

    private const int MarkLength = 32;
    private readonly string?[] _names = new string?[UsualNames.Length];

    /// <summary>What a table that is made looks like.</summary>
    public TraceTableForm Form { get; set; } = TraceTableForm.Kamailio;

    /// <summary>Renames a column, by position.</summary>
    public string this[int position] { set => _names[position] = value; }

    /// <summary>Name of the column with the mark; empty = none.</summary>
    public string Mark { get; set; } = string.Empty;

    /// <summary>The table for the store.</summary>
    public TableLayout ToLayout()
    {
        var columns = new TableColumn[UsualNames.Length + (Mark.Length > 0 ? 1 : 0)];
        if (Mark.Length > 0)
            columns[MarkPosition] = new TableColumn(Mark, ColumnKind.Text, MarkLength);

        for (var i = 0; i < UsualNames.Length; i++)
            columns[i] = Column(i);

        return new TableLayout(columns, Form.Version, [.. Form.Indexes.Select(index => (index.Suffix, NameOf(index.Position)))]) { TimeColumn = TimeStamp };
    }

    private TableColumn Column(int position)
    {
        var kind = position switch { TimeStamp => ColumnKind.Timestamp, Microseconds => ColumnKind.Integer, _ => ColumnKind.Text };
        var isLater = position is Microseconds or ToTag or CorrelationId;

        // NULL where there is none, so that a peer that shares the table need not know the column.
        return new TableColumn(NameOf(position), kind, Form.Lengths[position], IsNullable: position == CorrelationId, IsOptional: isLater)
        {
            IsMade = !isLater || Form.HasLaterColumns,
        };
    }

    private string NameOf(int position) => _names[position] ?? (position == TimeStamp ? Form.Time : UsualNames[position]);
}
