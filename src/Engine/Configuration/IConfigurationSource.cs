using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Configuration;

/// <summary>Makes the content of snapshots: reads the configuration again each time it is asked.</summary>
public interface IConfigurationSource
{
    /// <summary>
    /// Reads, parses, binds and compiles. Module instances are constructed, their parameters set and
    /// <c>IModule.Validate</c> called, but not started.
    /// </summary>
    /// <param name="generation">Number for the new snapshot.</param>
    /// <param name="diagnostics">All findings.</param>
    /// <returns>The snapshot, or null when there were errors.</returns>
    Snapshot? Load(int generation, DiagnosticBag diagnostics);

    /// <summary>As the other one, with wishes of a reload; a source without parameters and files has nothing to keep.</summary>
    Snapshot? Load(LoadRequest request, DiagnosticBag diagnostics) => Load(request.Generation, diagnostics);
}
