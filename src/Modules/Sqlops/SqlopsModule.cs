using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Pv.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Sqlops;

/// <summary>SQL out of the script.</summary>
[Module("sqlops", Summary = "Runs SQL of the script and keeps the rows for it.")]
internal sealed partial class SqlopsModule(ILoggerFactory logs) : IModule
{
    private static readonly SqlLimit Limit = new(Rows: 10_000, Bytes: 4 << 20);
    private readonly Dictionary<string, SqlConnection> _connections = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<WorkerState, SqlResults> _results = [];
    private readonly ILogger _log = logs.CreateLogger("sqlops");
    private IStructuredValues? _structures;

    /// <summary>Names a database.</summary>
    [Parameter("sqlcon", Summary = "Names a database for the functions: \"cb=>sqlite:///var/lib/signalbox/app.db\"; may be given several times.")]
    public string? AddConnection(string text)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        var name = arrow < 0 ? string.Empty : text[..arrow].Trim();
        var url = arrow < 0 ? string.Empty : text[(arrow + 2)..].Trim();
        if (name.Length == 0 || url.Length == 0)
            return $"found \"{text}\", expected name=>url, e.g. cb=>sqlite:///var/lib/signalbox/app.db";

        return _connections.TryAdd(name, new SqlConnection(name, url)) ? null : $"there are two connections named '{name}'";
    }

    /// <summary>Names a result.</summary>
    [Parameter("sqlres", Summary = "Names a result; results need no declaration, so this is accepted and does nothing.")]
    public string? AddResult(string text) => text.Length == 0 ? "found \"\", expected the name of a result" : null;

    /// <summary>Accepted.</summary>
    [Parameter("tr_buf_size", Default = "2048", Unit = "bytes", Summary = "Accepted; {sql.val} quotes text of any length.", Min = 1)]
    public int TransformationBuffer { get; set; } = 2048;

    /// <summary>What a database that is not there does at start.</summary>
    [Parameter("connect_mode", Default = "0", Summary = "0: a database that cannot be opened refuses the start; 1: it is opened when it is first asked.", Min = 0, Max = 1)]
    public int ConnectMode { get; set; }

    /// <summary>Results that are kept.</summary>
    [Parameter("results_maxsize", Default = "32", Summary = "Named results that each worker keeps.", Min = 1, Max = 1024)]
    public int MaxResults { get; set; } = 32;

    /// <summary>Accepted.</summary>
    [Parameter("log_buf_size", Default = "128", Unit = "bytes", Summary = "Accepted; failed statements are logged with their first 256 bytes.", Min = 1)]
    public int LogBuffer { get; set; } = 128;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _structures = validation.Find<IStructuredValues>();
        var providers = validation.All<ISqlProvider>();
        foreach (var connection in _connections.Values)
        {
            if (!connection.TryResolve(providers, out var error, out var hint))
                validation.Error("sqlcon", error, hint);
        }
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in _connections.Values)
        {
            try
            {
                connection.Database.Open();
            }
            catch (StoreException exception) when (ConnectMode == 1)
            {
                _log.LogWarning("connection '{Connection}': {Reason}; it is tried again when it is asked", connection.Name, exception.Message);
            }
            catch (StoreException exception)
            {
                throw new ModuleStartException($"sqlops: connection '{connection.Name}': {exception.Message}", exception);
            }

            connection.Start(_log);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask StopAsync()
    {
        foreach (var connection in _connections.Values)
            await connection.StopAsync();
    }
}
