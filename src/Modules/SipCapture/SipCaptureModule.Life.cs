using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Checks, start and stop.</summary>
internal sealed partial class SipCaptureModule
{
    private const int MaxALegHeaders = 16;
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(5);
    private readonly List<CaptureMode> _opened = [];
    private CaptureSettings _settings = new() { Node = [], ALegHeaders = [], CustomHeaders = [] };
    private CaptureMode? _default;
    private TableLayout? _layout;
    private ITlsProfiles? _tls;
    private byte[] _authKey = [];
    private bool _acceptsStreams;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        Refuse(validation, "raw_ipip_capture_on", RawIpIpCaptureOn);
        Refuse(validation, "raw_moni_capture_on", RawMoniCaptureOn);
        Refuse(validation, "raw_moni_bpf_on", RawMoniBpfOn);
        Refuse(validation, "promiscuous_on", PromiscuousOn);
        Refuse(validation, "topoh_unmask", TopohUnmask);
        if (NonSipHook && !PacketReceived.IsDefined)
            validation.Error("nonsip_hook", "nonsip_hook is 1, and there is no event_route[sipcapture:request]", "add the route, or set event_callback in a KEMI script");

        var error = CaptureModeText.TryCreate(DbUrl, TableName, TableMode, HashSourceName, out _default);
        if (error is not null)
            validation.Error("mt_mode", error);

        if (ReportArguments is not (ReportOrder.Kamailio or ReportOrder.OpenSips))
            validation.Error("report_arguments", $"'{ReportArguments}' is no order of arguments", "expected kamailio or opensips");

        if (ALegHeader.Split(';').Length > MaxALegHeaders)
            validation.Error("callid_aleg_header", $"callid_aleg_header names more than {MaxALegHeaders} headers");

        foreach (var mode in AllModes())
            mode.Provider = RecordWriters.FindProvider(validation, mode.DbUrl);

        foreach (var (name, mode) in _modes)
            mode.Counters = CaptureCounters.Of(_state, name);

        if (_default is not null)
            _default.Counters = new CaptureCounters(CapturedRequests, CapturedReplies);

        ValidateHepRoute(validation);
        _authKey = Latin1.ToBytes(AuthKey);
        _acceptsStreams = validation.Settings.TcpAcceptHep3;
        _tls = validation.Find<ITlsProfiles>();
        _layout = _columns.ToLayout();
        _settings = new CaptureSettings
        {
            Node = Latin1.ToBytes(CaptureNode),
            ALegHeaders = [.. ALegHeader.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Latin1.ToBytes)],
            CustomHeaders = [Latin1.ToBytes(CustomField1Header), Latin1.ToBytes(CustomField2Header), Latin1.ToBytes(CustomField3Header)],
            KeepsBadMessages = CaptureBadMessages,
        };
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var mode in AllModes())
                Open(mode);
        }
        catch (StoreException exception)
        {
            ReleaseWriters();
            throw new ModuleStartException($"sipcapture: {exception.Message}", exception);
        }

        _senders.Acquire();
        _on.Configure(CaptureOn);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask StopAsync()
    {
        if (_opened.Count > 0)
            await _senders.ReleaseAsync().ConfigureAwait(false);

        ReleaseWriters();
    }

    private static void Refuse(ModuleValidation validation, string parameter, bool isOn)
    {
        if (isOn)
            validation.Error(parameter, $"{parameter} is not supported yet", "set it to 0 and send HEP packets to a listener");
    }

    private IEnumerable<CaptureMode> AllModes() => _default is null ? _modes.Values : _modes.Values.Prepend(_default);

    private void Open(CaptureMode mode)
    {
        var writer = RecordWriters.Of(_state).Acquire(mode.DbUrl, mode.Provider!, _log);
        mode.Writer = writer;
        _opened.Add(mode);
        foreach (var pattern in mode.DatedTables.Append(RtcpTable))
            writer.Patterns.Add(pattern);

        foreach (var table in mode.FixedTables)
        {
            try
            {
                writer.Prepare(_layout!, table);
            }
            catch (StoreException exception) when (mode == _default && !_hasTableName)
            {
                // Nobody asked for the default table: scripts like Homer's name others and have no such one.
                _log.LogWarning("table {Table}: {Reason}", table, exception.Message);
            }
        }
    }

    private void ReleaseWriters()
    {
        foreach (var mode in _opened)
            RecordWriters.Of(_state).Release(mode.DbUrl, FlushLimit);

        _opened.Clear();
    }
}
