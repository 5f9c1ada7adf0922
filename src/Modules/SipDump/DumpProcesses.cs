using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.SipDump;

/// <summary>The workers that were seen so far, for the <c>.meta</c> file. State.</summary>
internal sealed class DumpProcesses
{
    private const int MaxWorkers = 1024;
    private readonly string?[] _descriptions = new string?[MaxWorkers];

    /// <summary>Notes a worker.</summary>
    public void See(WorkerState worker)
    {
        if ((uint)worker.Index < MaxWorkers)
            _descriptions[worker.Index] ??= worker.Description;
    }

    /// <summary>Content of the <c>.meta</c> file.</summary>
    public string Meta()
    {
        var processes = new List<(int, string)>();
        for (var i = 0; i < MaxWorkers; i++)
        {
            if (_descriptions[i] is { } description)
                processes.Add((i, description));
        }

        return DumpText.Meta($"{ServerInfo.Name} {ServerInfo.Version}", ServerInfo.Started.LocalDateTime, processes);
    }
}
