using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Host.Logging;

/// <summary>
/// The local syslog daemon, as the peer without <c>-E</c>. Without one the lines are lost. Its socket is <c>/dev/log</c>,
/// or what the environment variable <see cref="PathVariable"/> says, for containers that have it elsewhere.
/// </summary>
internal sealed class SyslogTarget : ILogTarget, IDisposable
{
    private const int Daemon = 3;
    private const string PathVariable = "SIGNALBOX_DEV_LOG";
    private const string UsualPath = "/dev/log";

    // Numbers as in RFC 5424 §6.2.1.
    private static readonly string[] Facilities =
    [
        "LOG_KERN", "LOG_USER", "LOG_MAIL", "LOG_DAEMON", "LOG_AUTH", "LOG_SYSLOG", "LOG_LPR", "LOG_NEWS", "LOG_UUCP", "LOG_CRON", "LOG_AUTHPRIV", "LOG_FTP",
        "", "", "", "", "LOG_LOCAL0", "LOG_LOCAL1", "LOG_LOCAL2", "LOG_LOCAL3", "LOG_LOCAL4", "LOG_LOCAL5", "LOG_LOCAL6", "LOG_LOCAL7",
    ];

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    private readonly UnixDomainSocketEndPoint _daemon = new(Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : UsualPath);

    private int _facility = Daemon << 3;
    private string _program = "signalbox";

    /// <summary>From now on lines have this facility, e.g. <c>LOG_LOCAL0</c>, and program name; empty = signalbox.</summary>
    public void Use(string facility, string program)
    {
        _facility = Math.Max(Array.IndexOf(Facilities, facility), 0) << 3;
        _program = program.Length > 0 ? program : _program;
    }

    /// <inheritdoc />
    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        var now = DateTime.Now;
        var start = string.Create(
            CultureInfo.InvariantCulture,
            $"<{_facility | LogLevels.Priority(level)}>{now:MMM} {now.Day,2} {now:HH:mm:ss} {_program}[{Environment.ProcessId}]: {LogLevels.Name(level)}: ");
        byte[] line = [.. Encoding.UTF8.GetBytes(start), .. head, .. text];
        try
        {
            _socket.SendTo(line, _daemon);
        }
        catch (SocketException)
        {
            // No daemon, or it does not keep up: never wait for it.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();
}
