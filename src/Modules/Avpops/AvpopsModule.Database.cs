using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Avpops;

/// <summary>Preferences in a database: parameters are accepted so that a cfg loads, the functions are refused.</summary>
internal sealed partial class AvpopsModule
{
    private const string Refused = "Refused when the configuration loads: AVPs cannot be kept in a database here.";
    private const string Accepted = "Accepted; AVPs cannot be kept in a database here.";

    private bool _hasScheme;

    [Parameter("db_url", Summary = Accepted)]
    public string DbUrl { get; set; } = string.Empty;

    [Parameter("avp_table", Summary = Accepted)]
    public string Table { get; set; } = string.Empty;

    [Parameter("use_domain", Default = "0", Summary = Accepted)]
    public int UseDomain { get; set; }

    [Parameter("uuid_column", Default = "uuid", Summary = Accepted)]
    public string UuidColumn { get; set; } = "uuid";

    [Parameter("attribute_column", Default = "attribute", Summary = Accepted)]
    public string AttributeColumn { get; set; } = "attribute";

    [Parameter("value_column", Default = "value", Summary = Accepted)]
    public string ValueColumn { get; set; } = "value";

    [Parameter("type_column", Default = "type", Summary = Accepted)]
    public string TypeColumn { get; set; } = "type";

    [Parameter("username_column", Default = "username", Summary = Accepted)]
    public string UsernameColumn { get; set; } = "username";

    [Parameter("domain_column", Default = "domain", Summary = Accepted)]
    public string DomainColumn { get; set; } = "domain";

    [Parameter("db_scheme", Summary = Accepted)]
    public string? AddScheme(string text)
    {
        _hasScheme |= text.Length > 0;
        return null;
    }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (DbUrl.Length > 0)
            validation.Warn("db_url", "db_url has no effect: AVPs cannot be kept in a database here", "avp_db_load() and its kin are refused");

        if (_hasScheme)
            validation.Warn("db_scheme", "db_scheme has no effect: AVPs cannot be kept in a database here");
    }

    [Function("avp_db_load", Surface = Surfaces.Cfg, Routes = Blocks, Summary = Refused)]
    [Function("avp_db_store", Surface = Surfaces.Cfg, Routes = Blocks, Summary = Refused)]
    [Function("avp_db_delete", Surface = Surfaces.Cfg, Routes = Blocks, Summary = Refused)]
    public static ReturnCode UseDatabase(RoutingContext context, [Constant] PreferenceSource source, string name) => ReturnCode.False;

    [Function("avp_db_query", Surface = Surfaces.Cfg, Routes = Blocks, Summary = Refused)]
    public static ReturnCode Query(RoutingContext context, [Constant] PreferenceSource query, string avps = "") => ReturnCode.False;
}
