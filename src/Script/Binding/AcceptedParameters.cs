using System.Collections.Frozen;

namespace Signalbox.Script.Binding;

/// <summary>Core parameters of the peer that load and change nothing here; a warning says so. Declared ones are in CoreSettings.</summary>
internal static class AcceptedParameters
{
    private const string Numbers =
        "log_color log_prefix_mode fork fork_delay modinit_delay socket_workers tcp_children sctp_children async_workers async_usleep async_nonblock "
        + "disable_core_dump open_files_limit shm shm_mem shm_mem_size shm_force_alloc mlock_pages mem_join mem_safety mem_summary mem_status_mode "
        + "memlog mem_log memdbg mem_dbg mem_add_size corelog core_log real_time rt_prio rt_policy rt_timer1_prio rt_fast_timer_prio rt_ftimer_prio "
        + "rt_timer1_policy rt_ftimer_policy rt_timer2_prio rt_stimer_prio rt_timer2_policy rt_stimer_policy exit_timeout ser_kill_timeout "
        + "wait_worker1_mode wait_worker1_time wait_worker1_usleep verbose_startup received_route_mode latency_log latency_cfg_log latency_limit_db "
        + "latency_limit_action latency_limit_cfg rpc_exec_delta rpc_exec_locks rpc_exec_locks_mode return_mode pv_buffer_slots pv_cache_limit "
        + "pv_cache_action route_locks_size sql_buffer_size msg_time msg_apply_changes_mode msg_clone_extra_size check_via phone2tel sip_warning "
        + "reply_to_via mhomed auto_domains dns rev_dns dns_rev_via sip_parser_log sip_parser_log_oneline sip_parser_mode http_reply_parse "
        + "http_reply_hack udp_mtu udp4_raw udp4_raw_mtu udp4_raw_ttl udp_receiver_mode udp_accept_proxy maxbuffer maxsndbuffer msg_recv_max_size "
        + "pmtu_discovery mcast_loopback mcast_ttl ip_free_bind ipfreebind ip_nonlocal_bind auto_bind_ipv6 bind_ipv6_link_local tcp_accept_aliases "
        + "tcp_accept_unique tcp_accept_haproxy tcp_accept_iplimit tcp_async tcp_buf_write tcp_send_timeout tcp_connection_match tcp_no_connect "
        + "tcp_conn_wq_max tcp_wq_max tcp_wq_blk_size tcp_defer_accept tcp_delayed_ack tcp_syncnt tcp_linger2 tcp_fd_cache tcp_close_rst tcp_clone_rcvbuf "
        + "tcp_listen_backlog tcp_main_threads tcp_check_timer tcp_wait_data tcp_msg_read_timeout tcp_msg_data_timeout tcp_keepalive tcp_keepidle "
        + "tcp_keepintvl tcp_keepcnt tcp_reuse_port tcp_script_mode enable_tls tls_enable disable_tls tls_disable tls_port_no tls_log "
        + "tls_max_connections tls_threads_mode tls_connection_match_domain tls_verify tls_require_certificate tls_handshake_timeout tls_send_timeout "
        + "enable_sctp disable_sctp use_dns_cache dns_use_cache use_dns_failover dns_use_failover dns_try_naptr dns_srv_lb dns_srv_loadbalancing "
        + "dns_try_ipv6 dns_udp_pref dns_tcp_pref dns_tls_pref dns_sctp_pref dns_udp_preference dns_tcp_preference dns_tls_preference dns_sctp_preference "
        + "dns_naptr_ignore_rfc dns_retr_time dns_retr_no dns_servers_no dns_use_search_list dns_search_full_match dns_slow_query_ms dns_cache_init "
        + "dns_cache_flags dns_cache_negative_ttl dns_cache_min_ttl dns_cache_max_ttl dns_cache_mem dns_cache_gc_interval dns_cache_del_nonexp "
        + "dns_cache_rec_pref use_dst_blocklist dst_blocklist_init dst_blocklist_mem dst_blocklist_expire dst_blocklist_ttl dst_blocklist_gc_interval "
        + "dst_blocklist_udp_imask dst_blocklist_tcp_imask dst_blocklist_tls_imask dst_blocklist_sctp_imask";

    private const string Texts =
        "log_facility log_name log_prefix log_engine_type log_engine_data async_workers_group async_tkv_gname async_tkv_evcb user uid group gid chroot "
        + "version_table stats_name_separator kemi.event_route_callback kemi.received_route_callback kemi.pre_routing_callback xavp_via_params "
        + "xavp_via_reply_params xavp_via_fields uri_host_extra_chars hdr_name_extra_chars ipv6_hex_style udp_mtu_try_proto tos mcast "
        + "tcp_accept_protocols tcp_accept_protos tcp_poll_method tcp_source_ipv4 tcp_source_ipv6 tls_method tls_certificate tls_private_key tls_ca_list";

    private static readonly FrozenDictionary<string, char> Types = Numbers.Split(' ').Select(static name => (Name: name, Type: 'i'))
        .Concat(Texts.Split(' ').Select(static name => (Name: name, Type: 's')))
        .ToFrozenDictionary(static one => one.Name, static one => one.Type, StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => Types.Keys;

    /// <summary>True for a parameter that is accepted; the type is <c>i</c> for a number and <c>s</c> for a text or a word.</summary>
    public static bool TryFind(string name, out char type) => Types.TryGetValue(name, out type);
}
