using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Dialog;

/// <summary>The parameters as the code needs them. Immutable.</summary>
internal sealed record DialogSettings
{
    /// <summary>How requests find their dialog.</summary>
    public DialogMatchMode MatchMode { get; init; }

    /// <summary>Name of the Record-Route parameter.</summary>
    public byte[] RouteParameter { get; init; } = "did"u8.ToArray();

    /// <summary>Message flag that asks for a dialog; 0 = none.</summary>
    public uint FlagMask { get; init; }

    /// <summary>AVP with a lifetime, or null.</summary>
    public string? TimeoutAvp { get; init; }

    /// <summary>XAVP with settings of a call, or null.</summary>
    public string? SettingsXavp { get; init; }

    /// <summary>Lifetime in s.</summary>
    public int DefaultTimeout { get; init; } = 43200;

    /// <summary>Seconds without a final reply.</summary>
    public int EarlyTimeout { get; init; } = 300;

    /// <summary>Seconds without ACK.</summary>
    public int NoAckTimeout { get; init; } = 60;

    /// <summary>Seconds that an ended dialog may stay.</summary>
    public int EndTimeout { get; init; } = 300;

    /// <summary>Options of each new dialog.</summary>
    public DialogOptions Options { get; init; }

    /// <summary>A repeated initial INVITE belongs to the dialog that is there.</summary>
    public bool DetectSpirals { get; init; } = true;

    /// <summary>Other modules hear of a new dialog at once, not after the script.</summary>
    public bool AnnouncesInScript { get; init; } = true;

    /// <summary>A refused dialog stays a while.</summary>
    public bool WaitsForAck { get; init; } = true;

    /// <summary>Number that ids begin with.</summary>
    public uint FirstId { get; init; }

    /// <summary>Distance between ids.</summary>
    public uint IdStep { get; init; } = 1;

    /// <summary>Own Record-Routes stay in the route set: 1 towards the callee, 2 towards the caller.</summary>
    public int KeepsOwnRoutes { get; init; }

    /// <summary>Seconds between keepalives of a dialog; 0 = none.</summary>
    public int KeepaliveInterval { get; init; }

    /// <summary>Seconds between two looks at what keepalives are due; 0 = none are sent.</summary>
    public int KeepaliveStep { get; init; }

    /// <summary>Keepalives in a row that may fail.</summary>
    public int KeepaliveFailures { get; init; } = 1;

    /// <summary>Header lines for requests of ours.</summary>
    public byte[] ExtraHeaders { get; init; } = [];

    /// <summary>Header lines for requests of ours to callees.</summary>
    public byte[] CalleeHeaders { get; init; } = [];

    /// <summary>KEMI function that gets the timeout routes.</summary>
    public string EventCallback { get; init; } = string.Empty;
}
