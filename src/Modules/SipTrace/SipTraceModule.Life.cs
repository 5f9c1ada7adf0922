using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Checks, start and stop, and the way from the tap to the tracers.</summary>
internal sealed partial class SipTraceModule
{
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(5);
    private readonly TraceEvents _events;
    private readonly TraceTargets _targets = new();
    private TraceSettings _settings = new() { Table = string.Empty };
    private IRecordStoreProvider? _provider;
    private TraceMirror? _mirror;
    private ScriptTracer? _script;
    private CoreTracer? _core;
    private FilterTracer? _filtered;
    private DialogTracer _dialogs = null!;
    private bool _usesWriter;
    private bool _usesSenders;

    private bool NeedsDatabase => TraceToDatabase || (TraceMode & TraceModes.Database) != 0;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (TraceFlag is < -1 or > 31)
            validation.Error("trace_flag", $"invalid trace flag {TraceFlag}", "expected 0 to 31");

        if (HepVersion is < 1 or > 3)
            validation.Error("hep_version", $"unsupported version of HEP: {HepVersion}", "expected 1, 2 or 3");

        if (TraceInitMode == 1 && TraceMode == 0)
            validation.Error("trace_init_mode", "trace_init_mode 1 traces core events only, and trace_mode is 0", "set trace_mode to a sum of 1, 2 and 4");

        var target = DuplicateUri.Length > 0 ? TraceTarget.Parse(DuplicateUri) : null;
        if (DuplicateUri.Length > 0 && target is null)
            validation.Error("duplicate_uri", $"'{DuplicateUri}' is no SIP URI", "expected for example sip:192.0.2.9:9060");

        if (MarkChunkName.Length > 0 && MarkChunk.Make(MarkChunkName) is null)
            validation.Error("mark_chunk", $"'{MarkChunkName}' is no chunk of a vendor", "expected vendor:number, such as 0xa1b2:1, the vendor not 0");

        if (NeedsDatabase)
            _provider = RecordWriters.FindProvider(validation, DbUrl);

        _settings = Resolve(validation, target);
        _dialogs = new DialogTracer(validation.Find<IDialogLayer>(), _settings, _log);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        OpenSteps(writer: null);
        var database = _provider is null ? null : OpenDatabase(_provider);
        _mirror = new TraceMirror(_settings, new CopySender(_sender, _resolver, new TraceSocket(_sockets, SendSocketName, SendSocketAddress, _log), _senders, _log));
        _script = new ScriptTracer(_settings, new TraceRecorder(_settings, database, _mirror), _on);
        _dialogs.Script = _script;
        _core = new CoreTracer(_settings, database, _mirror, _events, Repeats());
        _filtered = new FilterTracer(_filters, _settings, database, _mirror, _on, Repeats());
        _senders.Acquire();
        _usesSenders = true;
        _on.Configure(TraceOn);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask StopAsync()
    {
        if (_usesSenders)
            await _senders.ReleaseAsync().ConfigureAwait(false);

        _usesSenders = false;
        ReleaseWriter();
        _settings.DuplicateUri?.Dispose();
        _targets.Dispose();
    }

    /// <inheritdoc />
    public void Received(in TapEvent message) => Trace(message, isOutgoing: false);

    /// <inheritdoc />
    public void Sent(in TapEvent message)
    {
        if (_settings.TracesScript)
            _script?.Sent(message);

        Trace(message, isOutgoing: true);
    }

    /// <inheritdoc />
    public void Matched(in TapEvent message)
    {
        if (_settings.TracesScript)
            _script?.Matched(message);
    }

    /// <inheritdoc />
    public void Created(RoutingContext request, SipDialog dialog) => _dialogs.Created(request, dialog);

    /// <inheritdoc />
    public void RequestWithin(RoutingContext request, SipDialog dialog) => _dialogs.RequestWithin(request, dialog);

    private void Trace(in TapEvent message, bool isOutgoing)
    {
        if (_settings.ModeNow(_on) != 0)
            _core?.Trace(message, isOutgoing);

        if (_filters.Any)
            _filtered?.Trace(message, isOutgoing);
    }

    private RepeatMemory? Repeats() => _columns.Mark.Length + _settings.MarkChunk.Length > 0 ? new RepeatMemory() : null;

    private TraceDatabase OpenDatabase(IRecordStoreProvider provider)
    {
        var layout = _columns.ToLayout();
        try
        {
            var writer = RecordWriters.Of(_state).Acquire(DbUrl, provider, _log);
            _usesWriter = true;
            writer.Prepare(layout, Table);
            OpenSteps(writer);
            return new TraceDatabase(writer, layout, _settings, TracedRequests, TracedReplies);
        }
        catch (StoreException exception)
        {
            ReleaseWriter();
            throw new ModuleStartException($"siptrace: {exception.Message}", exception);
        }
    }

    private void ReleaseWriter()
    {
        if (_usesWriter)
            RecordWriters.Of(_state).Release(DbUrl, FlushLimit);

        _usesWriter = false;
    }
}
