namespace Signalbox.Host.Verbs;

/// <summary>Forms in which a reply is printed.</summary>
internal enum RpcForm
{
    /// <summary>Rows of the same members as a table, everything else as <see cref="Raw"/>.</summary>
    Table,

    /// <summary>As kamcmd prints it.</summary>
    Raw,

    /// <summary>JSON: one value, or an array of several.</summary>
    Json,
}
