using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Timers;

namespace Signalbox.Host.Running;

/// <summary>
/// Tells systemd how the server is (sd_notify(3)): READY, RELOADING, STOPPING, and the watchdog, from the timer's thread, so that a
/// server whose timers stand still is started again. Without NOTIFY_SOCKET nothing is sent.
/// </summary>
internal sealed class ServiceNotifier : IDisposable
{
    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _manager;
    private readonly TimeSpan _watchdog;

    private ServiceNotifier(string address, string? watchdogMicroseconds)
    {
        if (address.Length == 0)
            return;

        // A name that begins with @ is one of the abstract namespace.
        _manager = new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        if (long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
            _watchdog = TimeSpan.FromMicroseconds(limit / 2.0);
    }

    /// <summary>The one that started this process, if any.</summary>
    public static ServiceNotifier OfEnvironment() =>
        new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET") ?? string.Empty, Environment.GetEnvironmentVariable("WATCHDOG_USEC"));

    /// <summary>The server answers.</summary>
    public void Ready(string status) => Send(string.Create(CultureInfo.InvariantCulture, $"READY=1\nMAINPID={Environment.ProcessId}\nSTATUS={status}"));

    /// <summary>A reload has begun; <see cref="Ready"/> ends it.</summary>
    public void Reloading() => Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000)}"));

    /// <summary>The server ends.</summary>
    public void Stopping() => Send("STOPPING=1\nSTATUS=finishing calls");

    /// <summary>Begins to tell that it is alive, twice as often as the manager asks.</summary>
    public void WatchWith(ITimers timers)
    {
        if (_watchdog > TimeSpan.Zero)
            new WatchdogPing(timers, _watchdog, () => Send("WATCHDOG=1")).Start();
    }

    /// <inheritdoc />
    public void Dispose() => _socket?.Dispose();

    private void Send(string state)
    {
        try
        {
            _socket?.SendTo(Encoding.UTF8.GetBytes(state), _manager!);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The manager is away or full; the server does not wait for it.
        }
    }
}
