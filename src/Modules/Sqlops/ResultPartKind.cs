namespace Signalbox.Modules.Sqlops;

/// <summary>What <c>$dbr</c> shows of a result.</summary>
internal enum ResultPartKind
{
    /// <summary>Number of rows.</summary>
    Rows,

    /// <summary>Number of columns.</summary>
    Columns,

    /// <summary>Name of a column.</summary>
    ColumnName,

    /// <summary>A value.</summary>
    Value,
}
