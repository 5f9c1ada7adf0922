using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <content>Processes, memory and log: what belongs to the way the peer is built.</content>
[Parameter("log_color", Default = "no", Summary = "Coloured log on a terminal.", NoEffect = "the flag -e turns colours on")]
[Parameter("fork", Default = "yes", Summary = "Start child processes.", NoEffect = "there is one process with threads")]
[Parameter("fork_delay", Default = "0", Unit = "us", Summary = "Pause between child processes.", NoEffect = "there is one process with threads")]
[Parameter("modinit_delay", Default = "0", Unit = "us", Summary = "Pause between module starts.", NoEffect = "modules start one after the other without a pause")]
[Parameter("sctp_children", Summary = "SCTP readers.", NoEffect = "there is no SCTP here")]
[Parameter("async_usleep", Default = "0", Unit = "us", Summary = "Poll pause of async workers.", NoEffect = "nothing polls")]
[Parameter("async_nonblock", Default = "0", Summary = "Async queue that does not block.", NoEffect = "queues never block")]
[Parameter("chroot", Kind = ParameterKind.Text, Forms = ParameterForms.Quoted | ParameterForms.Word, Summary = "Root folder.", NoEffect = "the service manager's sandbox does that")]
[Parameter("disable_core_dump", Default = "no", Summary = "No core files.", NoEffect = "the service manager decides about core files")]
[Parameter("open_files_limit", Summary = "Limit of open files.", NoEffect = "the limit is raised to the hard limit by the runtime")]
[Parameter("shm", ComesFirst = true, Aliases = "shm_mem shm_mem_size", Default = "64", Unit = "MB", Summary = "Shared memory.", NoEffect = "memory belongs to the runtime")]
[Parameter("shm_force_alloc", ComesFirst = true, Default = "no", Summary = "Touch all shared memory at start.", NoEffect = "memory belongs to the runtime")]
[Parameter("mlock_pages", Default = "no", Summary = "Lock memory.", NoEffect = "memory belongs to the runtime")]
[Parameter("mem_join", Min = int.MinValue, Default = "1", Summary = "Join free memory blocks.", NoEffect = "memory belongs to the runtime")]
[Parameter("mem_safety", Min = int.MinValue, Default = "1", Summary = "Survive double frees.", NoEffect = "memory belongs to the runtime")]
[Parameter("mem_summary", Min = int.MinValue, Default = "12", Summary = "Memory summary at the end.", NoEffect = "memory belongs to the runtime")]
[Parameter("mem_status_mode", Min = int.MinValue, Default = "0", Summary = "Detail of the memory status.", NoEffect = "memory belongs to the runtime")]
[Parameter("memlog", Aliases = "mem_log", Min = int.MinValue, Default = "4", Summary = "Level of memory reports.", NoEffect = "memory belongs to the runtime")]
[Parameter("memdbg", Aliases = "mem_dbg", Min = int.MinValue, Default = "4", Summary = "Level of memory debug lines.", NoEffect = "memory belongs to the runtime")]
[Parameter("mem_add_size", Default = "0", Unit = "bytes", Summary = "Memory added to small blocks.", NoEffect = "memory belongs to the runtime")]
[Parameter("corelog", Aliases = "core_log", Min = int.MinValue, Default = "-1", Summary = "Level of core notices.", NoEffect = "core notices have the level of what they say")]
[Parameter("real_time", Default = "0", Summary = "Real-time scheduling.", NoEffect = "threads run in the normal class of the scheduler")]
[Parameter("rt_prio", Default = "0", Summary = "Real-time priority.", NoEffect = "threads run in the normal class of the scheduler")]
[Parameter("rt_policy", Default = "0", Summary = "Real-time policy.", NoEffect = "threads run in the normal class of the scheduler")]
[Parameter("rt_timer1_prio", Aliases = "rt_fast_timer_prio rt_ftimer_prio", Default = "0", Summary = "Priority of the fast timer.", NoEffect = "threads run in the normal class of the scheduler")]
[Parameter("rt_timer1_policy", Aliases = "rt_ftimer_policy", Default = "0", Summary = "Policy of the fast timer.", NoEffect = "threads run in the normal class of the scheduler")]
[Parameter("rt_timer2_prio", Aliases = "rt_stimer_prio", Default = "0", Summary = "Priority of the slow timer.", NoEffect = "threads run in the normal class of the scheduler")]
[Parameter("rt_timer2_policy", Aliases = "rt_stimer_policy", Default = "0", Summary = "Policy of the slow timer.", NoEffect = "threads run in the normal class of the scheduler")]
[Parameter("wait_worker1_mode", Default = "0", Summary = "Other workers wait for the first.", NoEffect = "workers start when all modules have started")]
[Parameter("wait_worker1_time", Default = "4000000", Unit = "us", Summary = "Longest wait for the first worker.", NoEffect = "workers start when all modules have started")]
[Parameter("wait_worker1_usleep", Default = "100000", Unit = "us", Summary = "Poll pause of that wait.", NoEffect = "workers start when all modules have started")]
[Parameter("verbose_startup", Default = "no", Summary = "More text at start.", NoEffect = "debug=3 shows the start")]
[Parameter("rpc_exec_delta", Default = "0", Summary = "Least time between two runs of a command.", Refused = "a setting of Kamailio 6; commands have no limit of their own here")]
[Parameter("rpc_exec_locks", Default = "0", Summary = "Limits parallel commands.", Refused = "a setting of Kamailio 6; commands have no limit of their own here")]
[Parameter("rpc_exec_locks_mode", Default = "0", Summary = "How parallel commands wait.", Refused = "a setting of Kamailio 6; commands have no limit of their own here")]
[Parameter("async_tkv_gname", Kind = ParameterKind.Text, Summary = "Async group of tkv events.", Refused = "a setting of Kamailio 6; there is no event core:tkv here")]
[Parameter("async_tkv_evcb", Kind = ParameterKind.Text, Summary = "Event route of tkv events.", Refused = "a setting of Kamailio 6; there is no event core:tkv here")]
public sealed partial class CoreSettings
{
    /// <summary>User to run as; empty = stay. As with the peer the first one counts.</summary>
    [Parameter("user", ComesFirst = true, Aliases = "uid", Forms = ParameterForms.Quoted | ParameterForms.Word, Summary = "User to run as when the flag -u names none; root is given up when the sockets are open.", Reloadable = false)]
    public string User
    {
        get;
        set => field = field.Length > 0 ? field : value;
    } = string.Empty;

    /// <summary>Group to run as; empty = stay, or the user's own.</summary>
    [Parameter("group", Aliases = "gid", Forms = ParameterForms.Quoted | ParameterForms.Word, Summary = "Group to run as when the flag -g names none.", Reloadable = false)]
    public string Group { get; set; } = string.Empty;
}
