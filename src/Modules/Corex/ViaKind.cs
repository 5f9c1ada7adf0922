namespace Signalbox.Modules.Corex;

/// <summary>What a script chose for the own Via.</summary>
[Flags]
internal enum ViaKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>srvid with the number of the server.</summary>
    Server = 1,

    /// <summary>The fields of the xavp of xavp_via_params.</summary>
    Parameters = 2,

    /// <summary>Address and port from the xavp of xavp_via_fields.</summary>
    Address = 4,
}
