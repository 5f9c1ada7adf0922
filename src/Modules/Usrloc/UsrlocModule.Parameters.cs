using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Usrloc;

/// <summary>Parameters.</summary>
internal sealed partial class UsrlocModule
{
    /// <summary>Time between two sweeps.</summary>
    [Parameter("timer_interval", Default = "60", Unit = "s", Summary = "Time between two searches for expired contacts, and with db_mode 2 between two writes.", Min = 1, Max = 86400)]
    public int TimerInterval { get; set; } = 60;

    /// <summary>Where contacts are kept.</summary>
    [Parameter("db_mode", Default = "0", Summary = "Contacts: 0 in memory only, 1 written to the database at once, 2 written by the timer, 3 in the database only, 4 read from it at start and never written.", Min = 0, Max = 4, Reloadable = false)]
    public int DbMode { get; set; }

    /// <summary>Database; without effect in mode 0.</summary>
    [Parameter("db_url", Summary = "Database of contacts; not used in db_mode 0.", Reloadable = false)]
    public string DbUrl { get; set; } = string.Empty;

    /// <summary>What an address of record is.</summary>
    [Parameter("use_domain", Default = "0", Summary = "1: an address of record is user@domain; 0: the user alone.", Reloadable = false)]
    public bool UseDomain { get; set; }

    /// <summary>Branch flag of contacts behind NAT.</summary>
    [Parameter("nat_bflag", Default = "-1", Summary = "Branch flag that says that a contact is behind NAT.", Min = -1, Max = 31)]
    public int NatBranchFlag { get; set; } = -1;

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("timer_procs", Default = "0", Summary = "Accepted; the timer is a thread of its own.")]
    public int TimerProcesses { get; set; }

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("hash_size", Default = "10", Summary = "Logarithm of the table size that listings show; tables grow as they need.", Min = 1, Max = 24)]
    public int HashSize { get; set; } = 10;

    /// <summary>Order of contacts.</summary>
    [Parameter("desc_time_order", Default = "0", Summary = "1: newer contacts first; 0: by q, then older ones first.")]
    public bool DescTimeOrder { get; set; }

    /// <summary>Which fields identify a contact.</summary>
    [Parameter("matching_mode", Default = "0", Summary = "What identifies a contact: 0 URI, 1 URI and Call-ID, 2 URI and Path, 3 Call-ID.", Min = 0, Max = 3)]
    public int MatchingMode { get; set; }

    /// <summary>Time in which an equal CSeq is a retransmission.</summary>
    [Parameter("cseq_delay", Default = "20", Unit = "s", Summary = "Time in which the same Call-ID and CSeq count as a retransmission.", Min = 0, Max = 3600)]
    public int CSeqDelay { get; set; } = 20;

    /// <summary>Contacts go with their connection.</summary>
    [Parameter("handle_lost_tcp", Default = "0", Summary = "1: a contact whose connection is gone is removed by the timer, as if it had expired.")]
    public bool HandleLostTcp { get; set; }

    /// <summary>Connections go with their contact.</summary>
    [Parameter("close_expired_tcp", Default = "0", Summary = "1: the connection of a contact that expired is closed.")]
    public bool CloseExpiredTcp { get; set; }

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("load_rank", Default = "1", Summary = "Process that reads contacts at start.", NoEffect = "there is one process")]
    public int LoadRank { get; set; } = 1;

    /// <summary>Declares a table.</summary>
    [Parameter("preload", Summary = "A table that exists from the start; without any it is location.")]
    public string? Preload(string table)
    {
        if (table.Length == 0)
            return "the name of a table is empty";

        _preload.Add(table);
        return null;
    }
}
