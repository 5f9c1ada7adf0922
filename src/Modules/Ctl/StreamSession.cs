using System.Buffers;
using System.Net.Sockets;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Ctl;

/// <summary>One client of a stream socket. It holds at most one request and one answer in memory, and has limited time for both.</summary>
internal sealed class StreamSession(Socket socket, BinrpcServer server)
{
    private const int FirstBufferBytes = 4096;
    private const int MaxRequestBytes = 256 * 1024;
    private const int MaxFirstRequestBytes = 1024;
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(20);
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _filled;
    private long _lastHeard = Environment.TickCount64;

    /// <summary>Who it is.</summary>
    public ControlClient Client { get; } = new(socket);

    /// <summary>When bytes came last, in milliseconds of the system's clock that only goes forward.</summary>
    public long LastHeard => Volatile.Read(ref _lastHeard);

    /// <summary>Ends the connection.</summary>
    public void Abort() => socket.Dispose();

    /// <summary>Answers until the client leaves, is too slow or sends what makes no sense.</summary>
    public async Task AnswerAllAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var output = new ByteWriter(256);
        while (true)
        {
            output.Clear();
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            var open = TryAnswer(output, out var isAnswered);
            limit.CancelAfter(RequestLimit);
            if (output.Length > 0)
                await SendAsync(output, limit.Token);

            if (!open)
                return;

            if (!isAnswered && !await ReceiveAsync(limit))
                return;
        }
    }

    private async Task<bool> ReceiveAsync(CancellationTokenSource limit)
    {
        // Time runs for a whole request from its first byte on, and never twice for bytes that come one by one.
        limit.CancelAfter(_filled == 0 && Client.IsTrusted ? IdleLimit : RequestLimit);
        do
        {
            var received = await socket.ReceiveAsync(_buffer.AsMemory(_filled), limit.Token);
            if (received == 0)
                return false;

            if (_filled == 0)
                limit.CancelAfter(RequestLimit);

            _filled += received;
            Volatile.Write(ref _lastHeard, Environment.TickCount64);
        }
        while (NeedsMore());

        return true;
    }

    private bool NeedsMore() => Look(out _, out _) == OperationStatus.NeedMoreData && _filled < _buffer.Length;

    /// <summary>Answers the first packet in the buffer, if it is whole; otherwise there is room for the rest afterwards.</summary>
    /// <returns>False when the connection must end.</returns>
    private bool TryAnswer(ByteWriter output, out bool isAnswered)
    {
        isAnswered = false;
        var status = Look(out var header, out var headerBytes);
        if (status == OperationStatus.InvalidData)
        {
            BinrpcServer.RefusePacket(header.Cookie, output);
            return false;
        }

        var whole = headerBytes + (int)header.BodyBytes;
        if (status == OperationStatus.NeedMoreData)
        {
            if (Math.Max(whole, _filled + 1) > _buffer.Length)
                Array.Resize(ref _buffer, Math.Max(whole, _buffer.Length * 2));

            return true;
        }

        isAnswered = true;
        var open = server.Answer(header, _buffer.AsSpan(headerBytes, (int)header.BodyBytes), output, Client);
        _filled -= whole;
        _buffer.AsSpan(whole, _filled).CopyTo(_buffer);
        if (_filled == 0 && _buffer.Length > FirstBufferBytes)
            _buffer = new byte[FirstBufferBytes];

        return open;
    }

    /// <summary>Looks at the first packet; one that is longer than allowed is invalid before it has come.</summary>
    private OperationStatus Look(out BinrpcHeader header, out int headerBytes)
    {
        var status = BinrpcHeader.Read(_buffer.AsSpan(0, _filled), out header, out headerBytes);
        if (status != OperationStatus.Done)
            return status;

        if (header.BodyBytes > (uint)(Client.IsTrusted ? MaxRequestBytes : MaxFirstRequestBytes))
            return OperationStatus.InvalidData;

        return _filled - headerBytes < header.BodyBytes ? OperationStatus.NeedMoreData : OperationStatus.Done;
    }

    private async Task SendAsync(ByteWriter output, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < output.Length;)
            sent += await socket.SendAsync(output.Buffer.AsMemory(sent, output.Length - sent), cancellationToken);
    }
}
