using System.Globalization;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Rtpengine;

/// <summary>Has media relayed by rtpengine servers.</summary>
[Module("rtpengine", Summary = "Has the media of calls relayed by rtpengine servers (control protocol ng over UDP).")]
internal sealed partial class RtpengineModule(StateStore state, ITimers timers, ILoggerFactory logs) : IModule, ILiveParameters
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);
    private readonly ILogger _log = logs.CreateLogger("rtpengine");
    private readonly List<(int Set, NodeAddress Address, bool IsDisabled)> _written = [];
    private Dictionary<int, MediaSet> _sets = [];
    private NodeTiming _timing = new(5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), -1);
    private MediaDatabase? _database;
    private RepeatedWork? _sweep;

    private CallNodes Calls { get; } = state.GetOrAdd("rtpengine.calls", static () => new CallNodes());

    /// <summary>Adds servers.</summary>
    [Parameter("rtpengine_sock", Summary = "Servers of a set: [id ==] udp:host:port[=weight] …, separated by blanks. May be given for several sets.")]
    public string? AddSet(string text)
    {
        var set = DefaultSet;
        var mark = text.IndexOf("==", StringComparison.Ordinal);
        if (mark >= 0 && (!int.TryParse(text[..mark].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out set) || text[(mark + 2)..].Trim().Length == 0))
            return $"found \"{text}\", expected id == udp:host:port";

        foreach (var word in (mark < 0 ? text : text[(mark + 2)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!NodeAddress.TryParse(word, out var address, out var error))
                return error;

            _written.Add((set, address, false));
        }

        return null;
    }

    /// <inheritdoc />
    public void ParametersChanged() =>
        _timing = new NodeTiming(Tries, TimeSpan.FromMilliseconds(TimeoutMilliseconds), TimeSpan.FromSeconds(DisableSeconds), TypeOfService);

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        ParametersChanged();
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[("extra_id_pv", ExtraIdVariable), ("setid_avp", SetIdAvp), ("write_sdp_pv", WriteSdpVariable), ("read_sdp_pv", ReadSdpVariable), ("rtp_inst_pvar", NodeVariable)])
        {
            if (text.Length > 0 && (!text.StartsWith('$') || AvpNames.OfVariable(text) is null))
                validation.Error(name, $"'{text}' is no AVP", "expected for example $avp(name)");
        }

        if (DbUrl.Length == 0)
            return;

        _database = MediaDatabase.Find(validation.All<ISqlProvider>(), DbUrl, TableName, this, out var error);
        if (_database is null)
            validation.Error("db_url", error);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Use(_database is null ? _written : [.. _written, .. _database.Load()]);
        }
        catch (StoreException cause)
        {
            throw new ModuleStartException($"cannot read the table {TableName}: {cause.Message}", cause);
        }

        foreach (var set in _sets.Values)
        {
            foreach (var node in set.Nodes)
                _ = Task.Run(() => Ping(node), CancellationToken.None);
        }

        _sweep = new RepeatedWork(timers, SweepInterval, _ => Calls.Sweep());
        _sweep.Start();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _sweep?.Stop();
        return ValueTask.CompletedTask;
    }

    /// <summary>Asks a server whether it is there, and notes the answer.</summary>
    private bool Ping(MediaNode node)
    {
        var isThere = node.Ask(NgRequest.Ping, _timing) is { } reply && BencodeReader.TryFindText(reply, "result"u8, out var result) && result.SequenceEqual("pong"u8);
        if (isThere)
        {
            if (node.IsDisabled)
                _log.LogInformation("rtpengine {Url} answers, it is used", node.Address.Url);

            node.Enable();
        }
        else
        {
            _log.LogWarning("rtpengine {Url} does not answer, it is left alone for {Seconds} s", node.Address.Url, (int)_timing.Pause.TotalSeconds);
            node.Disable(_timing.Pause);
        }

        return isThere;
    }

    private void Use(IReadOnlyList<(int Set, NodeAddress Address, bool IsDisabled)> written)
    {
        var sets = new Dictionary<int, List<MediaNode>>();
        foreach (var (id, address, isDisabled) in written)
        {
            var node = state.GetOrAdd($"rtpengine:{id}:{address.Url}={address.Weight}", () => new MediaNode(address));
            if (isDisabled)
                node.Disable(null);

            if (!sets.TryGetValue(id, out var nodes))
                sets.Add(id, nodes = []);

            nodes.Add(node);
        }

        var next = new Dictionary<int, MediaSet>();
        foreach (var (id, nodes) in sets)
            next.Add(id, new MediaSet(id, [.. nodes]));

        Volatile.Write(ref _sets, next);
    }
}
