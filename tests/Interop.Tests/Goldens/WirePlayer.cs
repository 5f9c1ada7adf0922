using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>
/// Plays the client side of a recording: sends what the clients sent, waits for what the server sent, and carries the
/// server's own branches, tags and dialog ids over from the live messages into the recorded answers.
/// </summary>
internal sealed partial class WirePlayer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, Socket> _datagram = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Stream> _stream = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _carried = new(StringComparer.Ordinal);

    /// <summary>Called after each message with how many were played, so that something may happen between two.</summary>
    public Action<int>? Played { get; init; }

    /// <summary>Plays all exchanges; throws with the exchange that the server owed.</summary>
    public void Play(IReadOnlyList<WireExchange> wire) => Play(wire, []);

    /// <summary>As <see cref="Play(IReadOnlyList{WireExchange})"/>; what the clients send waits for its moment, counted from the start, as far as moments are given.</summary>
    public void Play(IReadOnlyList<WireExchange> wire, IReadOnlyList<TimeSpan> moments)
    {
        foreach (var exchange in wire)
            Open(exchange);

        var clock = Stopwatch.StartNew();
        var sent = 0;
        var count = 0;
        foreach (var exchange in wire)
        {
            if (exchange.IsSent && sent < moments.Count && moments[sent] > clock.Elapsed)
                Thread.Sleep(moments[sent] - clock.Elapsed);

            sent += exchange.IsSent ? 1 : 0;
            if (exchange.IsSent)
                Send(exchange);
            else
                Receive(exchange);

            Played?.Invoke(++count);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _datagram.Values)
            socket.Dispose();

        foreach (var socket in _stream.Values)
            socket.Dispose();
    }

    private void Send(WireExchange exchange)
    {
        var text = Encoding.Latin1.GetString(exchange.Bytes);
        foreach (var (recorded, live) in _carried)
            text = text.Replace(recorded, live, StringComparison.Ordinal);

        var bytes = Encoding.Latin1.GetBytes(text);
        if (exchange.IsStream)
            StreamOf(exchange).Write(bytes);
        else
            SocketOf(exchange).SendTo(bytes, new IPEndPoint(exchange.IsV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, 15060));
    }

    private void Receive(WireExchange exchange)
    {
        var buffer = new byte[65536];
        int count;
        try
        {
            count = exchange.IsStream ? StreamOf(exchange).Read(buffer) : SocketOf(exchange).Receive(buffer);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            throw new InvalidOperationException($"{exchange.Party} got nothing; recorded: {FirstLine(exchange.Bytes)}");
        }

        Carry(Encoding.Latin1.GetString(exchange.Bytes), Encoding.Latin1.GetString(buffer, 0, count));
    }

    private void Carry(string recorded, string live)
    {
        foreach (var pattern in (Regex[])[Branch(), Tag(), Dialog()])
        {
            var before = pattern.Match(recorded);
            var after = pattern.Match(live);
            if (before.Success && after.Success && before.Value != after.Value)
                _carried[before.Value] = after.Value;
        }
    }

    private void Open(WireExchange exchange)
    {
        if (exchange.IsStream)
            StreamOf(exchange);
        else
            SocketOf(exchange);
    }

    private Stream StreamOf(WireExchange exchange)
    {
        var key = exchange.Party + (exchange.IsV6 ? "6" : "4");
        if (!_stream.TryGetValue(key, out var stream))
            _stream[key] = stream = Connect(exchange.IsV6, exchange.IsTls);

        return stream;
    }

    private Socket SocketOf(WireExchange exchange)
    {
        var key = exchange.Party + (exchange.IsV6 ? "6" : "4");
        if (_datagram.TryGetValue(key, out var known))
            return known;

        var port = exchange.Party switch { "uac" => 15070, "uas" or "uas1" => 15080, "uas2" => 15081, _ => 15099 };
        var family = exchange.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        socket.Bind(new IPEndPoint(exchange.IsV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, port));
        return _datagram[key] = socket;
    }

    private static Stream Connect(bool isV6, bool isTls)
    {
        var server = isV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        socket.Bind(new IPEndPoint(server, isTls ? 15072 : 15071));
        socket.LingerState = new LingerOption(enable: true, 0);   // no TIME_WAIT: the next case binds the same port
        socket.Connect(server, isTls ? 15061 : 15060);
        var stream = new NetworkStream(socket, ownsSocket: true) { ReadTimeout = (int)Patience.TotalMilliseconds };
        return isTls ? TlsFiles.Connect(stream) : stream;
    }

    private static string FirstLine(byte[] bytes) => Encoding.Latin1.GetString(bytes).Split('\r')[0];

    [GeneratedRegex(@"z9hG4bK[0-9a-f]{1,4}\.[0-9a-f]{32}\.[0-9a-f]+")]
    private static partial Regex Branch();

    [GeneratedRegex("tag=[0-9a-f]{32}[.-][0-9a-f]{1,8}")]
    private static partial Regex Tag();

    [GeneratedRegex(@"did=[0-9a-f]+\.[0-9a-f]+")]
    private static partial Regex Dialog();
}
