using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Signalbox.Modules.Rtpengine;

/// <summary>One media server: its control sockets, and whether it answers. State: it outlives generations.</summary>
/// <param name="address">Where it is.</param>
internal sealed class MediaNode(NodeAddress address)
{
    private const int MaxReplyBytes = 65535;
    private const int MaxSpareSockets = 64;
    private const int NeverAgain = int.MaxValue;
    private static long _cookies;
    private readonly ConcurrentBag<Socket> _spare = [];
    private IPEndPoint? _endPoint;
    private long _disabledUntil;

    /// <summary>Where it is.</summary>
    public NodeAddress Address { get; } = address;

    /// <summary>True while it is not asked.</summary>
    public bool IsDisabled => Volatile.Read(ref _disabledUntil) != 0;

    /// <summary>True when it was disabled by command.</summary>
    public bool IsDisabledForGood => Volatile.Read(ref _disabledUntil) == long.MaxValue;

    /// <summary>Seconds until it is asked again.</summary>
    public long RecheckSeconds
    {
        get
        {
            var until = Volatile.Read(ref _disabledUntil);
            return until == long.MaxValue ? NeverAgain : Math.Max(0, (until - Environment.TickCount64) / 1000);
        }
    }

    /// <summary>True when it may be asked whether it is back.</summary>
    public bool IsDue => IsDisabled && Environment.TickCount64 >= Volatile.Read(ref _disabledUntil);

    /// <summary>Lets it be asked.</summary>
    public void Enable() => Volatile.Write(ref _disabledUntil, 0);

    /// <summary>Leaves it alone for a while; null for good.</summary>
    public void Disable(TimeSpan? pause) =>
        Volatile.Write(ref _disabledUntil, pause is { } time ? Environment.TickCount64 + Math.Max(1, (long)time.TotalMilliseconds) : long.MaxValue);

    /// <summary>Sends a command and waits for the reply to it.</summary>
    /// <param name="command">A bencoded dictionary.</param>
    /// <param name="timing">How long and how often.</param>
    /// <returns>The dictionary of the reply; null when none came.</returns>
    public byte[]? Ask(ReadOnlySpan<byte> command, NodeTiming timing)
    {
        var cookie = System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}_{Interlocked.Increment(ref _cookies)} ");
        var request = new byte[cookie.Length + command.Length];
        cookie.CopyTo(request, 0);
        command.CopyTo(request.AsSpan(cookie.Length));
        Socket? socket = null;
        try
        {
            socket = Take(timing.TypeOfService);
            for (var i = 0; socket is not null && i < timing.Tries; i++)
            {
                socket.Send(request);
                if (Receive(socket, cookie, timing.Wait) is not { } reply)
                    continue;

                Return(socket);
                return reply;
            }
        }
        catch (SocketException)
        {
            // Nobody listens there, or there is no route.
        }

        socket?.Dispose();
        return null;
    }

    private static byte[]? Receive(Socket socket, byte[] cookie, TimeSpan wait)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(MaxReplyBytes);
        var clock = Stopwatch.StartNew();
        try
        {
            // A late answer to an earlier command has another cookie.
            for (var left = wait; left > TimeSpan.Zero && socket.Poll(left, SelectMode.SelectRead); left = wait - clock.Elapsed)
            {
                var count = socket.Receive(buffer);
                var reply = buffer.AsSpan(0, count);
                if (reply.StartsWith(cookie) && BencodeReader.IsDictionary(reply[cookie.Length..]))
                    return reply[cookie.Length..].ToArray();
            }

            return null;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Socket? Take(int typeOfService)
    {
        if (_spare.TryTake(out var known))
            return known;

        _endPoint ??= Address.Resolve();
        if (_endPoint is not { } target)
            return null;

        var socket = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (typeOfService >= 0 && target.AddressFamily == AddressFamily.InterNetwork)
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, typeOfService);

        socket.Connect(target);
        return socket;
    }

    private void Return(Socket socket)
    {
        if (_spare.Count < MaxSpareSockets)
            _spare.Add(socket);
        else
            socket.Dispose();
    }
}
