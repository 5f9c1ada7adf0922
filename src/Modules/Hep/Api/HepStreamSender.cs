using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Hep.Api;

/// <summary>
/// HEP 3 over TCP or TLS to one collector: workers put packets into a bounded queue and never wait; a task of its own
/// connects, waits a moment so that one write takes many packets, and connects again after a failure, with growing pauses. A packet is gone
/// when the queue is full, which is counted; one whose write failed is sent again on the next connection.
/// </summary>
internal sealed class HepStreamSender : IAsyncDisposable
{
    private const int MaxPackets = 16 * 1024;
    private const int WriteBytes = 256 * 1024;

    // So long a packet may wait for others: a write and a wakeup for each of them would cost as much as the packet itself.
    private static readonly TimeSpan GatherTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly BoundedRing<HepQueuedPacket> _queue = new(MaxPackets);
    private readonly BoundedRing<HepQueuedPacket> _spare = new(MaxPackets);
    private readonly SemaphoreSlim _filled = new(0);
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _last = new();
    private readonly byte[] _batch = new byte[WriteBytes];
    private readonly HepRoad _road;
    private readonly ILogger _log;
    private readonly Task _run;
    private int _depth;
    private int _isIdle;
    private bool _isDown;
    private int _batchLength;
    private int _batchPackets;
    private long _sent;
    private long _dropped;
    private long _connects;

    /// <summary>Begins to connect when the first packet comes.</summary>
    /// <param name="road">TCP or TLS, the collector's address, and the local one.</param>
    /// <param name="log">Gets one line when the collector goes away and one when it is back.</param>
    public HepStreamSender(in HepRoad road, ILogger log)
    {
        _road = road;
        _log = log;
        _run = Task.Run(RunAsync);
    }

    /// <summary>Rules of TLS connections; null refuses TLS.</summary>
    public ITlsProfiles? Tls { get; set; }

    /// <summary>True from a failure until it is connected again, which goes on being tried: packets wait as long.</summary>
    public bool IsDown => Volatile.Read(ref _isDown);

    /// <summary>The figures at this moment.</summary>
    public HepSenderCounters Counters => new(Interlocked.Read(ref _sent), Interlocked.Read(ref _dropped), Volatile.Read(ref _depth), Interlocked.Read(ref _connects));

    /// <summary>Queues a copy of a packet; false when the queue is full or the packet is longer than HEP allows.</summary>
    public bool TrySend(ReadOnlySpan<byte> packet)
    {
        if (packet.Length > HepWriter.MaxBytes || Interlocked.Increment(ref _depth) > MaxPackets)
            return Drop(packet.Length <= HepWriter.MaxBytes);

        if (!_spare.TryDequeue(out var item))
            item = new HepQueuedPacket();

        item.Set(packet);
        _queue.TryEnqueue(item);
        if (Interlocked.Exchange(ref _isIdle, 0) == 1)
            _filled.Release();

        return true;
    }

    /// <summary>Sends what is queued, at most for a second, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _filled.Release();
        _last.CancelAfter(TimeSpan.FromSeconds(1));
        await _run.ConfigureAwait(false);
        _end.Dispose();
        _last.Dispose();
        _filled.Dispose();
    }

    private bool Drop(bool isCounted)
    {
        if (isCounted)
            Interlocked.Decrement(ref _depth);

        Interlocked.Increment(ref _dropped);
        return false;
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        try
        {
            while (await WaitAsync().ConfigureAwait(false))
            {
                var before = Interlocked.Read(ref _sent);
                await SendAllAsync().ConfigureAwait(false);
                pause = Interlocked.Read(ref _sent) != before ? FirstPause : pause < LongestPause ? pause * 2 : LongestPause;
                if (Volatile.Read(ref _depth) > 0)
                    await Task.Delay(pause, _last.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The time for what was left is over.
        }

        Interlocked.Add(ref _dropped, Volatile.Read(ref _depth));
    }

    // False when there is nothing left and the end has come.
    private async Task<bool> WaitAsync()
    {
        while (Volatile.Read(ref _depth) == 0)
        {
            if (_end.IsCancellationRequested)
                return false;

            Volatile.Write(ref _isIdle, 1);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _depth) > 0 || _end.IsCancellationRequested)
                continue;

            await _filled.WaitAsync(_last.Token).ConfigureAwait(false);
        }

        return true;
    }

    // One connection's life: ends when it breaks, or when the end has come and nothing is left.
    private async Task SendAllAsync()
    {
        try
        {
            using var socket = new Socket(_road.Remote.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            using var stream = await ConnectAsync(socket).ConfigureAwait(false);
            Interlocked.Increment(ref _connects);
            NoteUp();
            while (await WaitAsync().ConfigureAwait(false))
            {
                await Task.Delay(GatherTime, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Fill();
                if (socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0)
                    throw new IOException("closed by the collector");

                await stream.WriteAsync(_batch.AsMemory(0, _batchLength), _last.Token).ConfigureAwait(false);
                Done();
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or System.Security.Authentication.AuthenticationException or TimeoutException)
        {
            NoteDown(failure);
        }
    }

    private void NoteUp()
    {
        if (IsDown)
            _log.LogInformation("HEP collector {Collector} is back; {Count} packets waited", _road.Remote, Volatile.Read(ref _depth));

        Volatile.Write(ref _isDown, false);
    }

    private void NoteDown(Exception failure)
    {
        if (!IsDown)
            _log.LogWarning("HEP collector {Collector}: {Reason}; {Count} packets wait", _road.Remote, failure.Message, Volatile.Read(ref _depth));

        Volatile.Write(ref _isDown, true);
    }

    private async Task<Stream> ConnectAsync(Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_last.Token);
        limit.CancelAfter(ConnectLimit);
        socket.NoDelay = true;
        if (_road.Local.IsSet)
            socket.Bind(_road.Local.ToIPEndPoint());

        try
        {
            await socket.ConnectAsync(_road.Remote.ToIPEndPoint(), limit.Token).ConfigureAwait(false);
            var plain = new NetworkStream(socket, ownsSocket: false);
            if (_road.Protocol != TransportProtocol.Tls)
                return plain;

            var rules = Tls?.ForClient(new TlsSession { IsServer = false }, _road.Remote, context: null)
                ?? throw new IOException("there are no TLS rules for it; load the module tls");
            var secure = new SslStream(plain, leaveInnerStreamOpen: false);
            await secure.AuthenticateAsClientAsync(rules, limit.Token).ConfigureAwait(false);
            return secure;
        }
        catch (OperationCanceledException late) when (!_last.IsCancellationRequested)
        {
            throw new TimeoutException("no connection within 5 s", late);
        }
    }

    // A batch that could not be written stays as it is for the next connection.
    private void Fill()
    {
        while (_batchLength + HepWriter.MaxBytes <= WriteBytes && _queue.TryDequeue(out var item))
        {
            item.Bytes.CopyTo(_batch.AsSpan(_batchLength));
            _batchLength += item.Bytes.Length;
            _batchPackets++;
            item.Trim();
            _spare.TryEnqueue(item);
        }
    }

    private void Done()
    {
        Interlocked.Add(ref _sent, _batchPackets);
        Interlocked.Add(ref _depth, -_batchPackets);
        _batchLength = 0;
        _batchPackets = 0;
    }
}
