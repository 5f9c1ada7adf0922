using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Permissions;

/// <summary>Allows by address, trusted peer or rules in files: life of the module.</summary>
[Module("permissions", Summary = "Allows by address, trusted peer or files of rules.")]
internal sealed partial class PermissionsModule(TimeProvider clock, ILoggerFactory logs) : IModule
{
    private const int UseAddresses = 1;
    private const int UseTrusted = 2;
    private const int UseAllowFile = 4;
    private const int UseDenyFile = 8;
    private readonly ILogger _log = logs.CreateLogger("permissions");
    private AddressSource? _addressSource;
    private TrustedSource? _trustedSource;
    private ISqlDatabase? _database;
    private string? _tagAvp;
    private AddressTable _addresses = AddressTable.Empty;
    private TrustedPeer[] _trusted = [];

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (PeerTagAvp.Length > 0 && (_tagAvp = PeerTagAvp[0] == '$' ? AvpNames.OfVariable(PeerTagAvp) : null) is null)
            validation.Error("peer_tag_avp", $"'{PeerTagAvp}' is no AVP", "expected for example $avp(tag)");

        string[] addressColumns = [GroupColumn, AddressColumn, MaskColumn, PortColumn, TagColumn];
        string[] trustedColumns = [SourceColumn, ProtocolColumn, FromColumn, RequestUriColumn, TagColumn, PriorityColumn];
        foreach (var name in (IEnumerable<string>)[AddressTableName, TrustedTable, .. addressColumns, .. trustedColumns])
        {
            if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
                validation.Error("address_table", $"'{name}' is no name of a table or column");
        }

        _rules = new RuleFiles(_log);
        _database = DbUrl.Length > 0 ? SqlProviders.Find(validation, "db_url", DbUrl) : null;
        if (Uses(UseAddresses))
            _addressSource = new AddressSource(AddressFile, _database, SqlStatement.Select(AddressTableName, addressColumns, []), MaxSubnets);

        if (Uses(UseTrusted) && _database is not null)
            _trustedSource = new TrustedSource(_database, TrustedTable, trustedColumns);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _database?.Open();
            _addressSource?.Open();
            _trustedSource?.Open();
            _addresses = _addressSource?.Load() ?? AddressTable.Empty;
            if (DbMode == 1)
                _trusted = _trustedSource?.Load() ?? [];
        }
        catch (StoreException exception)
        {
            throw new ModuleStartException($"permissions: {exception.Message}", exception);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _database?.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool Uses(int backend) => (LoadBackends & backend) != 0;

    private void SetTag(RoutingContext context, string tag)
    {
        if (_tagAvp is null || tag.Length == 0)
            return;

        context.Avps.RemoveAll(_tagAvp);
        context.Avps.Push(_tagAvp, ScriptValue.Of(tag));
    }
}
