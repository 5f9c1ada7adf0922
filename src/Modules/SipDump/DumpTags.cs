namespace Signalbox.Modules.SipDump;

/// <summary>Tags of records that the module makes by itself.</summary>
internal static class DumpTags
{
    /// <summary>Received.</summary>
    public const string Received = "rcv";

    /// <summary>Sent.</summary>
    public const string Sent = "snd";
}
