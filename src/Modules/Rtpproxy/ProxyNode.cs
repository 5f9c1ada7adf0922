using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Modules.Rtpproxy;

/// <summary>One media proxy, and whether it answers. State: it outlives generations.</summary>
/// <param name="address">Where it is.</param>
internal sealed class ProxyNode(ProxyAddress address)
{
    private const int MaxReplyBytes = 4096;
    private static long _cookies;
    private EndPoint? _endPoint;
    private long _disabledUntil;

    /// <summary>Where it is.</summary>
    public ProxyAddress Address { get; } = address;

    /// <summary>True while it is not asked.</summary>
    public bool IsDisabled => Volatile.Read(ref _disabledUntil) != 0;

    /// <summary>True when it was disabled by command.</summary>
    public bool IsDisabledForGood => Volatile.Read(ref _disabledUntil) == long.MaxValue;

    /// <summary>True when it may be asked whether it is back.</summary>
    public bool IsDue => IsDisabled && Environment.TickCount64 >= Volatile.Read(ref _disabledUntil);

    /// <summary>Seconds until it is asked again.</summary>
    public long RecheckSeconds =>
        Volatile.Read(ref _disabledUntil) is var until && until == long.MaxValue ? int.MaxValue : Math.Max(0, (until - Environment.TickCount64) / 1000);

    /// <summary>Lets it be asked.</summary>
    public void Enable() => Volatile.Write(ref _disabledUntil, 0);

    /// <summary>Leaves it alone for a while; null for good.</summary>
    public void Disable(TimeSpan? pause) =>
        Volatile.Write(ref _disabledUntil, pause is { } time ? Environment.TickCount64 + Math.Max(1, (long)time.TotalMilliseconds) : long.MaxValue);

    /// <summary>Sends a command and waits for the reply to it.</summary>
    /// <param name="command">The command without cookie and line end.</param>
    /// <param name="tries">How often it is sent.</param>
    /// <param name="wait">How long each try waits.</param>
    /// <returns>The reply without cookie and line end; null when none came.</returns>
    public byte[]? Ask(ReadOnlySpan<byte> command, int tries, TimeSpan wait)
    {
        var isDatagram = Address.Port > 0;
        var cookie = isDatagram ? Encoding.ASCII.GetBytes($"{Environment.ProcessId}_{Interlocked.Increment(ref _cookies)} ") : [];
        byte[] request = [.. cookie, .. command, .. isDatagram ? ""u8 : "\n"u8];
        try
        {
            _endPoint ??= Address.Resolve();
            if (_endPoint is not { } target)
                return null;

            // A stream is good for one command.
            for (var i = 0; i < (isDatagram ? 1 : tries); i++)
            {
                using var socket = new Socket(target.AddressFamily, isDatagram ? SocketType.Dgram : SocketType.Stream, isDatagram ? ProtocolType.Udp : ProtocolType.Unspecified);
                socket.Connect(target);
                if (Exchange(socket, request, cookie, isDatagram ? tries : 1, wait) is { } reply)
                    return reply;
            }
        }
        catch (SocketException)
        {
            // Nobody listens there, or there is no route.
        }

        return null;
    }

    private static byte[]? Exchange(Socket socket, byte[] request, byte[] cookie, int tries, TimeSpan wait)
    {
        for (var i = 0; i < tries; i++)
        {
            socket.Send(request);
            if (Receive(socket, cookie, wait) is { } reply)
                return reply;
        }

        return null;
    }

    private static byte[]? Receive(Socket socket, byte[] cookie, TimeSpan wait)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxReplyBytes);
        var clock = Stopwatch.StartNew();
        try
        {
            // A late answer to an earlier command has another cookie.
            for (var left = wait; left > TimeSpan.Zero && socket.Poll(left, SelectMode.SelectRead); left = wait - clock.Elapsed)
            {
                var reply = buffer.AsSpan(0, socket.Receive(buffer));
                if (reply.IsEmpty)
                    return null;

                if (reply.StartsWith(cookie))
                    return reply[cookie.Length..].Trim("\r\n \0"u8).ToArray();
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
