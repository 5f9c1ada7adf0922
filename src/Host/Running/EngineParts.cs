using Serilog.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Hosting;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Logging;
using Signalbox.Modules.Planned;
using Signalbox.Script;

namespace Signalbox.Host.Running;

/// <summary>The engine with the modules of this build and a configuration to load.</summary>
internal sealed class EngineParts : IDisposable
{
    private readonly Serilog.Core.Logger _logger;
    private readonly SerilogLoggerFactory _loggers;

    /// <summary>Puts it together; nothing is opened.</summary>
    public EngineParts(ServerLog log, LoaderOptions options)
    {
        _logger = log.CreateLogger();
        _loggers = new SerilogLoggerFactory(_logger);
        Runtime = new EngineRuntime(Services, TimeProvider.System, _loggers, log);
        Loader = new ConfigurationLoader(Catalog, Services, options);
        Source = new TimedSource(Loader, log);
        log.Follow(() => Runtime.Live);
    }

    /// <summary>All modules of this build.</summary>
    public static ModuleCatalog Catalog { get; } =
        new([.. Engine.DeclaredModules.All, .. Modules.DeclaredModules.All, .. Modules.MySql.DeclaredModules.All], new PlannedModules());

    /// <summary>The engine's services.</summary>
    public ModuleServices Services { get; } = new();

    /// <summary>The engine.</summary>
    public EngineRuntime Runtime { get; }

    /// <summary>Reads the configuration.</summary>
    public ConfigurationLoader Loader { get; }

    /// <summary>The configuration, as the engine loads it.</summary>
    public TimedSource Source { get; }

    /// <summary>True between start and stop.</summary>
    public bool Started { get; private set; }

    /// <summary>What the flags say about the configuration.</summary>
    public static LoaderOptions LoaderOptionsOf(ServerOptions options) => new()
    {
        Path = options.ConfigurationFile,
        Defines = options.Defines,
        Substitutions = options.Substitutions,
        Modules = options.Modules,
        Listen = options.Listen,
        Lines = options.Lines,
    };

    /// <summary>Starts the engine.</summary>
    /// <exception cref="EngineStartException">It cannot start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Runtime.StartAsync(Source, cancellationToken);
        Started = true;
    }

    /// <summary>Stops the engine.</summary>
    /// <param name="atOnce">True to wait for nobody.</param>
    public async Task StopAsync(bool atOnce = false)
    {
        await Runtime.StopAsync(atOnce);
        Started = false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _loggers.Dispose();
        _logger.Dispose();
    }
}
