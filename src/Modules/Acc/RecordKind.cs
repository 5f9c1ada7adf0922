namespace Signalbox.Modules.Acc;

/// <summary>Why a record is written.</summary>
internal enum RecordKind
{
    /// <summary>A final reply went upstream, or early media.</summary>
    Answered,

    /// <summary>An INVITE failed.</summary>
    Missed,

    /// <summary>The ACK to a 2xx came by.</summary>
    Acknowledged,

    /// <summary>The script asked for it.</summary>
    Requested,
}
