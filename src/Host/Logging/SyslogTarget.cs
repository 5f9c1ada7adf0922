using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Host.Logging;

/// <summary>The local syslog daemon, facility daemon, as the peer without <c>-E</c>. Without one the lines are lost.</summary>
internal sealed class SyslogTarget : ILogTarget, IDisposable
{
    private const int FacilityDaemon = 3 << 3;
    private const string Path = "/dev/log";
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
    private readonly UnixDomainSocketEndPoint _daemon = new(Path);

    /// <inheritdoc />
    public void Write(int level, string source, ReadOnlySpan<byte> text)
    {
        var now = DateTime.Now;
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"<{FacilityDaemon | LogLevels.Priority(level)}>{now:MMM} {now.Day,2} {now:HH:mm:ss} signalbox[{Environment.ProcessId}]: {LogLevels.Name(level)}: {source}: ");
        byte[] line = [.. Encoding.UTF8.GetBytes(head), .. text];
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
