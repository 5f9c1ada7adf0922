namespace Signalbox.Modules.SipCapture;

/// <summary>How a capture mode chooses among its tables (<c>mt_mode</c>).</summary>
internal enum TableChoice
{
    /// <summary>At random.</summary>
    Random,

    /// <summary>One after the other, for each worker.</summary>
    RoundRobin,

    /// <summary>By a hash of a part of the message.</summary>
    Hash,
}
