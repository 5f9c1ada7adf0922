namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>What one record of a <c>.sip</c> file tells.</summary>
internal enum SipEventKind
{
    /// <summary><c>&gt;</c>: an endpoint sent these bytes.</summary>
    Sent,

    /// <summary><c>&lt;</c>: an endpoint got these bytes.</summary>
    Received,

    /// <summary><c>=</c>: a log line or a database row.</summary>
    Note,
}
