namespace Signalbox.Modules.SipTrace;

/// <summary>Bits of the parameter <c>trace_mode</c>.</summary>
internal static class TraceModes
{
    /// <summary>Every message to duplicate_uri in HEP.</summary>
    public const int Hep = 1;

    /// <summary>Every message into the database.</summary>
    public const int Database = 2;

    /// <summary>Every message to duplicate_uri as it is.</summary>
    public const int Plain = 4;
}
