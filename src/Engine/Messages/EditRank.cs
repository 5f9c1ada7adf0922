namespace Signalbox.Engine.Messages;

/// <summary>Order of changes at the same byte of a message, top first.</summary>
internal enum EditRank : byte
{
    /// <summary>Lines for the top of the headers that were added before the Record-Route.</summary>
    First,

    /// <summary>Record-Route lines, the last one on top.</summary>
    RecordRoute,

    /// <summary>Lines for the top of the headers that were added after the Record-Route.</summary>
    BelowRecordRoute,

    /// <summary>The own Via.</summary>
    Via,

    /// <summary>Insertions at a place.</summary>
    Insert,

    /// <summary>Lines after the last header.</summary>
    Append,

    /// <summary>A Content-Length that was missing.</summary>
    Length,

    /// <summary>Replacements, longer ones first.</summary>
    Replace,
}
