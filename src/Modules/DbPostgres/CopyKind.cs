namespace Signalbox.Modules.DbPostgres;

/// <summary>How the server wants the values of a column.</summary>
internal enum CopyKind
{
    /// <summary>Text of any or limited length.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A number of two bytes.</summary>
    Short,

    /// <summary>A number of four bytes.</summary>
    Int,

    /// <summary>A number of eight bytes.</summary>
    Long,

    /// <summary>A floating point number of four bytes.</summary>
    Single,

    /// <summary>A floating point number of eight bytes.</summary>
    Double,

    /// <summary>The local time, without a zone.</summary>
    LocalTime,

    /// <summary>A moment.</summary>
    Moment,
}
