namespace Signalbox.Engine.Transport;

/// <summary>How HEP3 packets on a stream are cut.</summary>
internal enum HepFraming
{
    /// <summary>As anything else, by the Content-Length in them: what was not switched on is at best shown to an event route.</summary>
    AsMessage,

    /// <summary>By their own length.</summary>
    ByLength,

    /// <summary>Not at all: the connection ends.</summary>
    Refused,
}
