using System.Globalization;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Rtpproxy;

/// <summary>Has media relayed by RTPProxy: sets of proxies, and the life of the module.</summary>
[Module("rtpproxy", Summary = "Has the media of calls relayed by RTPProxy (control protocol over UDP or a unix socket).")]
internal sealed partial class RtpproxyModule(StateStore state, ILoggerFactory logs) : IModule
{
    private static readonly SqlLimit Limit = new(Rows: 10_000, Bytes: 16 << 20);
    private readonly ILogger _log = logs.CreateLogger("rtpproxy");
    private readonly List<(int Set, ProxyAddress Address)> _written = [];
    private Dictionary<int, ProxySet> _sets = [];
    private ISqlDatabase? _database;
    private string? _nodeAvp;
    private VariableReference? _extraId;

    /// <summary>Adds proxies.</summary>
    [Parameter("rtpproxy_sock", Summary = "Proxies of a set: [id ==] udp:host:port[=weight] or unix:path[=weight] …, separated by blanks. May be given for several sets.")]
    public string? AddSet(string text)
    {
        var set = 0;
        var mark = text.IndexOf("==", StringComparison.Ordinal);
        if (mark >= 0 && (!int.TryParse(text[..mark].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out set) || text[(mark + 2)..].Trim().Length == 0))
            return $"found \"{text}\", expected id == udp:host:port";

        foreach (var word in (mark < 0 ? text : text[(mark + 2)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ProxyAddress.TryParse(word, out var address, out var error))
                return error;

            _written.Add((set, address));
        }

        return null;
    }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (MarkLine.Length > 0 && !MarkLine.EndsWith('\n'))
            MarkLine += "\r\n";

        if (NodeVariable.Length > 0 && (_nodeAvp = NodeVariable[0] == '$' ? AvpNames.OfVariable(NodeVariable) : null) is null)
            validation.Error("rtp_inst_pvar", $"'{NodeVariable}' is no AVP", "expected for example $avp(node)");

        if (ExtraIdVariable.Length > 0)
            _extraId = validation.Variable("extra_id_pv", ExtraIdVariable);

        if (DbUrl.Length == 0)
            return;

        _database = SqlProviders.Find(validation, "db_url", DbUrl);
        if (TableName.Length == 0 || !TableName.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            validation.Error("table_name", $"'{TableName}' is no name of a table");
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Use(_database is { } database ? [.. _written, .. Load(database)] : _written);
        }
        catch (StoreException error)
        {
            throw new ModuleStartException($"rtpproxy: {error.Message}", error);
        }

        foreach (var set in _sets.Values)
        {
            foreach (var node in set.Nodes)
                _ = Task.Run(() => Probe(node), CancellationToken.None);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _database?.Dispose();
        return ValueTask.CompletedTask;
    }

    private List<(int Set, ProxyAddress Address)> Load(ISqlDatabase database)
    {
        database.Open();
        var found = new List<(int, ProxyAddress)>();
        foreach (var row in database.Execute(SqlStatement.Select(TableName, ["setid", "url", "weight"], []), [], Limit).Rows)
        {
            if (!ProxyAddress.TryParse($"{row[1].ToText()}={Math.Max(0, row[2].ToInteger())}", out var address, out var error))
                throw new StoreException($"{database.Name} {TableName}: {error}");

            found.Add(((int)row[0].ToInteger(), address));
        }

        return found;
    }

    private void Use(IReadOnlyList<(int Set, ProxyAddress Address)> written)
    {
        foreach (var group in written.GroupBy(static one => one.Set))
        {
            _sets.Add(group.Key, new ProxySet(
                group.Key, [.. group.Select(one => state.GetOrAdd($"rtpproxy:{one.Set}:{one.Address.Url}={one.Address.Weight}", () => new ProxyNode(one.Address)))]));
        }
    }
}
