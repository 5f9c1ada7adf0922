using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>A database with its tables and the way to choose among them: the default one, or one of <c>capture_mode</c>.</summary>
internal sealed class CaptureMode
{
    private const int MaxWorkers = 1024;
    private readonly string[] _tables;
    private readonly TableChoice _choice;
    private readonly HashSource _source;
    private readonly int[] _next = new int[MaxWorkers];

    /// <summary>Creates a mode.</summary>
    public CaptureMode(string dbUrl, string[] tables, TableChoice choice, HashSource source)
    {
        DbUrl = dbUrl;
        _tables = tables;
        _choice = choice;
        _source = source;
    }

    /// <summary>Its database.</summary>
    public string DbUrl { get; }

    /// <summary>Tables without strftime marks, which can be made or checked at the start.</summary>
    public IEnumerable<string> FixedTables => _tables.Where(static table => !table.Contains('%', StringComparison.Ordinal));

    /// <summary>The other ones.</summary>
    public IEnumerable<string> DatedTables => _tables.Where(static table => table.Contains('%', StringComparison.Ordinal));

    /// <summary>The module that writes to the database; set by validation.</summary>
    public IRecordStoreProvider? Provider { get; set; }

    /// <summary>What was stored through it; set by validation.</summary>
    public CaptureCounters? Counters { get; set; }

    /// <summary>The way into the database; set at the start.</summary>
    public RecordWriter? Writer { get; set; }

    /// <summary>The table for a message, marks not expanded; null when the hash has nothing to work on.</summary>
    public string? Choose(WorkerState worker, SipMessage message)
    {
        if (_tables.Length == 1 && _choice != TableChoice.Hash)
            return _tables[0];

        switch (_choice)
        {
            case TableChoice.Random:
                return _tables[Random.Shared.Next(_tables.Length)];
            case TableChoice.RoundRobin:
                var place = worker.Index % MaxWorkers;
                return _tables[(place + _next[place]++) % _tables.Length];
            default:
                var key = KeyOf(message);
                return key.IsEmpty ? null : _tables[Crc32.Of(key) % (uint)_tables.Length];
        }
    }

    private ReadOnlySpan<byte> KeyOf(SipMessage message)
    {
        if (_source == HashSource.CallId)
        {
            if (!message.TryGetCallId(out var callId))
                return default;

            var text = message.Span(callId).Trim((byte)' ');
            var blank = text.IndexOf((byte)' ');
            return blank < 0 ? text : text[..blank];
        }

        if (!(_source == HashSource.FromUser ? message.TryGetFrom(out var address) : message.TryGetTo(out address)))
            return default;

        var uri = message.Span(address.Uri);
        return SipUriParser.TryParse(uri, out var parsed) ? uri.Slice(parsed.User.Start, parsed.User.Length) : default;
    }
}
