namespace Signalbox.Engine.Messages;

/// <summary>Order of changes at the same byte of a message, top first.</summary>
internal enum EditRank : byte
{
    /// <summary>Record-Route lines, the last one on top.</summary>
    RecordRoute,

    /// <summary>Lines for the top of the headers.</summary>
    First,

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
