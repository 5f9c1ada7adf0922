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

    private bool WritesFiles => (Mode & (DumpModes.Text | DumpModes.Pcap)) != 0;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if ((Mode & (DumpModes.Text | DumpModes.Event | DumpModes.Pcap)) == 0)
            validation.Error("mode", "invalid mode parameter", "give at least one of 1 (text file), 2 (event route) and 4 (packet capture file)");

        if (Folder.Length + 1 + FilePrefix.Length >= MaxPathBytes)
            validation.Error("folder", $"folder and fprefix together have {Folder.Length + 1 + FilePrefix.Length} characters", $"keep them under {MaxPathBytes}");
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (WritesFiles)
        {
            CheckFolder();
            _writer.Use(new DumpOptions(Mode, Folder, FilePrefix, TimeSpan.FromSeconds(Rotate), TimeSpan.FromSeconds(FileAge)), _log);
            _usesWriter = true;
        }

        _enabled.Configure(Enable);
        return ValueTask.CompletedTask;
    }

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

        if (WritesFiles)
            Enqueue(tag, message.Worker, message.Bytes, message.Protocol, source, destination, message.Local.IsV6, message.UtcTicks);
    }

    private bool Enqueue(string tag, WorkerState worker, ReadOnlySpan<byte> bytes, TransportProtocol protocol, in HostEndPoint source, in HostEndPoint destination, bool isV6, long utcTicks)
    {
        if (_writer.Queue.Rent() is not { } record)
            return false;

        record.Tag = tag;
        record.Process = worker.Index;
        record.UtcTicks = utcTicks;
        record.Protocol = protocol;
        record.IsV6 = isV6;
        record.Source = source;
        record.Destination = destination;
        record.SetBytes(bytes);
        _writer.Queue.Enqueue(record);
        return true;
    }

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
