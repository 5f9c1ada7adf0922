using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipDump;

/// <summary>Life of the module and what it does at the tap.</summary>
internal sealed partial class SipDumpModule
{
    private const int MaxPathBytes = 192;
    private const int ShortestDatagram = 32;

    private bool WritesFiles => (Mode & DumpModes.Files) != 0;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if ((Mode & DumpModes.Doing) == 0)
            validation.Error("mode", "invalid mode parameter", "give at least one of 1 (text file), 2 (event route), 4 (packet capture file) and 16 (packet capture file with comments)");

        if (MaxAgeText.Length > 0 && !DumpAge.TryParse(MaxAgeText, out _maxAge))
            validation.Error("fagex", $"'{MaxAgeText}' is no age", "expected numbers with the units d, h, m and s, for example 2d12h");

        if (Folder.Length + 1 + FilePrefix.Length >= MaxPathBytes)
            validation.Error("folder", $"folder and fprefix together have {Folder.Length + 1 + FilePrefix.Length} characters", $"keep them under {MaxPathBytes}");
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (WritesFiles)
        {
            CheckFolder();
            _writer.Use(Options(), _log);
            _usesWriter = true;
        }

        _enabled.Configure(Enable);
        return ValueTask.CompletedTask;
    }

    private DumpOptions Options() => new(Mode, Folder, FilePrefix, TimeSpan.FromSeconds(Rotate))
    {
        MaxAge = MaxAgeText.Length > 0 ? _maxAge : TimeSpan.FromSeconds(FileAge),
        MaxTotalBytes = (long)MaxTotalMebibytes << 20,
        MinFreeBytes = (long)MinFreeMebibytes << 20,
    };

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        if (_usesWriter)
            _writer.Release();

        _usesWriter = false;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void Received(in TapEvent message)
    {
        // Keepalives: the peer's core drops such datagrams before anybody sees them.
        if (message.Protocol == TransportProtocol.Udp && message.Bytes.Length < ShortestDatagram)
            return;

        Dump(DumpTags.Received, message, message.Remote, message.Local);
    }

    /// <inheritdoc />
    public void Sent(in TapEvent message)
    {
        if (message.Origin != MessageOrigin.Keepalive)
            Dump(DumpTags.Sent, message, message.Local, message.Remote);
    }

    /// <inheritdoc />
    public void Matched(in TapEvent message)
    {
        // The same bytes were shown as received.
    }

    private void Dump(string tag, in TapEvent message, in HostEndPoint source, in HostEndPoint destination)
    {
        if (!_enabled.IsOn)
            return;

        if ((Mode & DumpModes.Event) != 0 && _events.IsDropped(tag, message, source, destination))
            return;

        if (WritesFiles && _writer.Queue.Rent() is { } record)
            Enqueue(record, tag, message, source, destination);
    }

    private void Enqueue(DumpRecord record, string tag, in TapEvent message, in HostEndPoint source, in HostEndPoint destination)
    {
        record.Tag = tag;
        record.Process = message.Worker.Index;
        record.UtcTicks = message.UtcTicks;
        record.Protocol = message.Protocol;
        record.IsV6 = message.Local.IsV6;
        record.Source = source;
        record.Destination = destination;
        record.ConnectionId = message.ConnectionId;
        record.IsFromClient = IsOpenedByPeer(message.Socket, message.Local) != record.IsOutgoing;
        record.Origin = message.Origin;
        record.IsRetransmission = message.IsRetransmission;
        record.Branch = message.Transaction is null ? -1 : message.Branch;
        record.Position = message.Context?.Position;
        record.SetBytes(message.Bytes);
        _writer.Queue.Enqueue(record);
    }

    private bool Enqueue(string tag, RoutingContext context)
    {
        if (_writer.Queue.Rent() is not { } record)
            return false;

        var received = context.Received;
        record.Tag = tag;
        record.Process = context.Worker.Index;
        record.UtcTicks = received.UtcTicks;
        record.Protocol = received.Protocol;
        record.IsV6 = received.Local.IsV6;
        record.Source = received.Remote;
        record.Destination = received.Local;
        record.ConnectionId = received.ConnectionId;
        record.IsFromClient = IsOpenedByPeer(received.Socket, received.Local);
        record.Origin = MessageOrigin.Network;
        record.IsRetransmission = false;
        record.Branch = -1;
        record.Position = context.Position;
        record.SetBytes(context.Message.Bytes);
        _writer.Queue.Enqueue(record);
        return true;
    }

    // A connection that this server opens leaves from a port of its own.
    private static bool IsOpenedByPeer(ListenSocket? socket, in HostEndPoint local) => socket is null || socket.Local.Port == local.Port;

    private void CheckFolder()
    {
        var probe = Path.Combine(Folder, $"{FilePrefix}{Environment.ProcessId}.probe");
        try
        {
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ModuleStartException($"sipdump cannot write files in folder '{Folder}': {exception.Message}", exception);
        }
    }
}
