namespace Signalbox.Engine.Messages;

/// <summary>Where an edit takes effect.</summary>
internal enum EditKind : byte
{
    /// <summary>Above everything; later ones above earlier ones.</summary>
    RecordRoute,

    /// <summary>Before the first header, above the Record-Route.</summary>
    First,

    /// <summary>Before the first header, below the Record-Route.</summary>
    BelowRecordRoute,

    /// <summary>Before a byte of the message.</summary>
    Before,

    /// <summary>After a header line.</summary>
    AfterHeader,

    /// <summary>After the last header.</summary>
    Append,

    /// <summary>In place of a range of the message.</summary>
    Replace,

    /// <summary>In place of a header line.</summary>
    ReplaceHeader,

    /// <summary>In place of the body.</summary>
    Body,
}
