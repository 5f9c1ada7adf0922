using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <content>Sockets: what is left to the system.</content>
[Parameter("socket_workers", Default = "0", Summary = "Workers of the next listen line.", NoEffect = "each listen line has the number of workers that children says")]
[Parameter("msg_recv_max_size", Default = "32767", Unit = "bytes", Summary = "Largest message.", Refused = "a setting of Kamailio 6; tcp_rd_buf_size limits messages on streams")]
[Parameter("udp4_raw", Min = int.MinValue, Default = "0", Summary = "Raw sockets.", NoEffect = "sockets are not raw")]
[Parameter("udp4_raw_mtu", Default = "1500", Unit = "bytes", Summary = "MTU of raw sockets.", NoEffect = "sockets are not raw")]
[Parameter("udp4_raw_ttl", Summary = "TTL of raw sockets.", NoEffect = "sockets are not raw")]
[Parameter("udp_receiver_mode", Default = "0", Summary = "Receiver threads.", NoEffect = "each worker receives for itself")]
[Parameter("udp_accept_proxy", Default = "0", Summary = "PROXY protocol on UDP.", Refused = "a setting of Kamailio 6; there is no PROXY protocol here")]
[Parameter("maxbuffer", Default = "262144", Unit = "bytes", Summary = "Largest receive buffer.", NoEffect = "the system chooses the size of buffers")]
[Parameter("maxsndbuffer", Unit = "bytes", Summary = "Largest send buffer.", NoEffect = "the system chooses the size of buffers")]
[Parameter("tos", Kind = ParameterKind.Text, Forms = ParameterForms.Word | ParameterForms.Number, Default = "0x10", Summary = "IP type of service.", NoEffect = "packets have the type of service of the system")]
[Parameter("pmtu_discovery", Default = "0", Summary = "Do-not-fragment bit.", NoEffect = "the system chooses it")]
[Parameter("mcast", Kind = ParameterKind.Text, Forms = ParameterForms.Quoted | ParameterForms.Word, Summary = "Multicast interface.", NoEffect = "there is no multicast here")]
[Parameter("mcast_loopback", Default = "no", Summary = "Multicast to this host.", NoEffect = "there is no multicast here")]
[Parameter("mcast_ttl", Summary = "TTL of multicast.", NoEffect = "there is no multicast here")]
[Parameter("bind_ipv6_link_local", Default = "0", Summary = "Link-local addresses.", NoEffect = "link-local addresses are not bound")]
[Parameter("tcp_accept_iplimit", Default = "1024", Summary = "Connections of one source.", Refused = "a setting of Kamailio 6; tcp_max_connections limits all connections")]
[Parameter("tcp_accept_protocols", Aliases = "tcp_accept_protos", Kind = ParameterKind.Text, Summary = "Protocols accepted on TCP ports.", Refused = "a setting of Kamailio 6; SIP is always accepted, HEP with tcp_accept_hep3")]
[Parameter("tcp_async", Aliases = "tcp_buf_write", Default = "yes", Summary = "Writes that do not block.", NoEffect = "writes never block a worker")]
[Parameter("tcp_wq_blk_size", Default = "2100", Unit = "bytes", Summary = "Block of a write queue.", NoEffect = "a queue is one block that grows up to tcp_conn_wq_max")]
[Parameter("tcp_fd_cache", Default = "yes", Summary = "Cache of descriptors.", NoEffect = "there is one process with threads")]
[Parameter("tcp_clone_rcvbuf", Default = "0", Summary = "Copies the receive buffer.", NoEffect = "each message has a buffer of its own")]
[Parameter("tcp_main_threads", Default = "0", Summary = "Threads of the TCP main process.", NoEffect = "there is one process with threads")]
[Parameter("tcp_check_timer", Default = "10", Unit = "s", Summary = "How often connections are checked.", NoEffect = "connections are checked every second")]
[Parameter("tcp_msg_read_timeout", Default = "20", Unit = "s", Summary = "Time for a whole message.", NoEffect = "tcp_wait_data ends a message that does not go on")]
[Parameter("tcp_msg_data_timeout", Default = "20", Unit = "s", Summary = "Time for the first data of a message.", NoEffect = "tcp_wait_data ends a message that does not go on")]
[Parameter("tcp_poll_method", Kind = ParameterKind.Text, Forms = ParameterForms.Quoted | ParameterForms.Word, Choices = "poll epoll_lt epoll_et sigio_rt select kqueue /dev/poll", Summary = "How sockets are polled.", NoEffect = "the runtime polls")]
[Parameter("tcp_script_mode", Min = int.MinValue, Default = "0", Summary = "1 = close a connection on script errors.", NoEffect = "a script error leaves the connection open")]
public sealed partial class CoreSettings;
