namespace Signalbox.Modules.Hep.Api;

/// <summary>What a HEP payload is (chunk 0x000b); numbers not named here are possible.</summary>
internal enum HepPayloadType : byte
{
    /// <summary>SIP.</summary>
    Sip = 1,

    /// <summary>RTCP as JSON.</summary>
    Rtcp = 5,

    /// <summary>Voice quality report.</summary>
    QualityReport = 32,

    /// <summary>A report by the capture agent.</summary>
    Report = 99,

    /// <summary>Log text.</summary>
    Log = 100,
}
