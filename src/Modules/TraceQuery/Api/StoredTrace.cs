using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.TraceQuery.Api;

/// <summary>The stored messages of one database.</summary>
public sealed class StoredTrace : IDisposable
{
    private readonly TraceOptions _options;
    private readonly TraceReader _reader;

    private StoredTrace(TraceOptions options, TraceReader reader)
    {
        _options = options;
        _reader = reader;
    }

    /// <summary>Opens a database for reading.</summary>
    /// <param name="modules">Objects of the database modules; the one that serves the URL's scheme is used.</param>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="TraceException">The URL is wrong, the database cannot be used, or no table is there.</exception>
    public static StoredTrace Open(IEnumerable<object> modules, TraceOptions options)
    {
        var url = options.Url.Contains("://", StringComparison.Ordinal) ? options.Url : "sqlite://" + Path.GetFullPath(options.Url);
        var scheme = DatabaseUrl.SchemeOf(url);
        var provider = modules.OfType<ISqlProvider>().FirstOrDefault(one => one.Scheme == scheme)
            ?? throw new TraceException($"no database is reached by '{TerminalText.Escape(scheme)}://'; expected sqlite://, postgres:// or mysql://");
        if (!provider.TryCreateReaders(url, out var databases, out var error))
            throw new TraceException(error);

        try
        {
            foreach (var database in databases)
                database.Open();

            return new StoredTrace(options, TraceReader.Create(databases, options.Tables));
        }
        catch (StoreException exception)
        {
            Close(databases);
            throw new TraceException(exception.Message, exception);
        }
        catch (TraceException)
        {
            Close(databases);
            throw;
        }
    }

    private static void Close(IReadOnlyList<ISqlDatabase> databases)
    {
        foreach (var database in databases)
            database.Dispose();
    }

    /// <summary>Writes the newest calls, the oldest of them first.</summary>
    /// <exception cref="TraceException">The database cannot be read.</exception>
    public void List(TextWriter output) => Read(() => CallList.Write(_reader.Calls(Math.Min(_options.Limit, TraceLimits.Most)), output));

    /// <summary>The number of messages of a call, all legs together; 0 when there is none.</summary>
    /// <exception cref="TraceException">The database cannot be read.</exception>
    public int Count(string callId)
    {
        var count = 0;
        Read(() => count = new CallLegs(_reader, _options).Find(callId).Messages.Count);
        return count;
    }

    /// <summary>Draws all legs of a call.</summary>
    /// <exception cref="TraceException">There is no such call, or the database cannot be read.</exception>
    public void Show(string callId, TextWriter output) => Read(() => Ladder.Draw(Find(callId), output));

    /// <summary>Writes all legs of a call.</summary>
    /// <param name="callId">The Call-ID.</param>
    /// <param name="format">The form.</param>
    /// <param name="output">Where to.</param>
    /// <param name="toTerminal">True to escape what a terminal would act upon.</param>
    /// <returns>What the operator should know, one line; empty = nothing.</returns>
    /// <exception cref="TraceException">There is no such call, or the database cannot be read.</exception>
    public string Export(string callId, ExportFormat format, Stream output, bool toTerminal)
    {
        var note = string.Empty;
        Read(() =>
        {
            var call = Find(callId);
            note = format switch
            {
                ExportFormat.Text => TextExport.Write(call, output, toTerminal),
                ExportFormat.Json => JsonExport.Write(call, output),
                _ => PacketExport.Write(call, format, output),
            };
        });
        return note;
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    private TracedCall Find(string callId)
    {
        var call = new CallLegs(_reader, _options).Find(callId);
        if (call.Messages.Count == 0)
            throw new TraceException($"no message of call '{TerminalText.Escape(callId)}' in {string.Join(", ", _reader.TableNames)}");

        return _options.StepTable.Length == 0
            ? call
            : call with { Steps = _reader.Steps(call.Legs.Select(static leg => leg.CallId), _options.StepTable, TraceLimits.Most) };
    }

    private static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (StoreException exception)
        {
            throw new TraceException(exception.Message, exception);
        }
    }
}
