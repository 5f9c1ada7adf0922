using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;

namespace Signalbox.Host.Running;

/// <summary>The database modules with their defaults, for commands that run without a server.</summary>
internal static class DatabaseModules
{
    /// <summary>Makes one object of each.</summary>
    public static IEnumerable<object> Create()
    {
        var services = new ModuleServices().Add(new StateStore()).Add<ILoggerFactory>(NullLoggerFactory.Instance).Add(TimeProvider.System);
        return EngineParts.Catalog.Modules.Where(static module => module.Name.StartsWith("db_", StringComparison.Ordinal)).Select(module => module.Create(services));
    }
}
