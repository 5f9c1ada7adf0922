using System.Diagnostics;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Host.Logging;

namespace Signalbox.Host.Running;

/// <summary>Says at debug level how long a load of the configuration took.</summary>
internal sealed class TimedSource(IConfigurationSource inner, ServerLog log) : IConfigurationSource
{
    /// <summary>Gets the core parameters of the first configuration that is good, before anything of it starts.</summary>
    public Action<CoreSettings>? Loaded { get; set; }

    /// <inheritdoc />
    public Snapshot? Load(int generation, DiagnosticBag diagnostics) => Load(new LoadRequest(generation), diagnostics);

    /// <inheritdoc />
    public Snapshot? Load(LoadRequest request, DiagnosticBag diagnostics)
    {
        var began = Stopwatch.GetTimestamp();
        var snapshot = inner.Load(request, diagnostics);
        if (snapshot is not null)
        {
            Loaded?.Invoke(snapshot.Settings);
            Loaded = null;
        }

        log.Core(LogLevels.Highest, $"configuration parsed, bound and compiled in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F1} ms");
        return snapshot;
    }
}
