using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Host.Logging;

/// <summary>
/// The local syslog daemon, as the peer without <c>-E</c>. Without one the lines are lost. Its socket is <c>/dev/log</c>,
/// or what the environment variable <see cref="PathVariable"/> says, for containers that have it elsewhere.
/// </summary>
internal sealed class SyslogTarget : ILogTarget, IDisposable
{
    private const string PathVariable = "SIGNALBOX_DEV_LOG";
    private const string UsualPath = "/dev/log";

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    private readonly UnixDomainSocketEndPoint _daemon = new(Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : UsualPath);

    private SyslogFacility _facility = SyslogFacility.Daemon;
    private string _program = "signalbox";

    /// <summary>From now on lines have this facility, e.g. <c>LOG_LOCAL0</c>, and program name; empty = signalbox.</summary>
    public void Use(string facility, string program)
    {
        _facility = SyslogFacilities.TryParse(facility, out var known) ? known : SyslogFacility.Daemon;
        _program = program.Length > 0 ? program : _program;
    }

    /// <inheritdoc />
    public void Write(int level, LogLabel label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        var now = DateTime.Now;
        var start = string.Create(
            CultureInfo.InvariantCulture,
            $"<{((int)(label.Facility ?? _facility) << 3) | LogLevels.Priority(level)}>{now:MMM} {now.Day,2} {now:HH:mm:ss} {_program}[{Environment.ProcessId}]: {label.LevelName ?? LogLevels.Name(level)}: ");
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
