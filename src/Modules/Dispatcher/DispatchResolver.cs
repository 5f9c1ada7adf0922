using Microsoft.Extensions.Logging;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Dispatcher;

/// <summary>
/// Looks up the hosts of destinations, so that ds_is_from_list knows their addresses. Sending does not need it: it asks by
/// itself. A name that is not found keeps the addresses it had.
/// </summary>
internal sealed class DispatchResolver(INames names, ILogger log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private int _isRunning;

    /// <summary>Looks all up; gives up waiting after some seconds, and what comes later counts then.</summary>
    public async Task ResolveAsync(IReadOnlyList<DispatchSet> sets)
    {
        var waiting = new List<Task>();
        foreach (var set in sets)
        {
            foreach (var target in set.Targets)
            {
                if (target.HostName is { } host && !target.Line.Flags.HasFlag(DestinationFlags.NoResolve))
                    waiting.Add(ResolveAsync(target, host));
            }
        }

        if (waiting.Count > 0)
            await Task.WhenAny(Task.WhenAll(waiting), Task.Delay(Patience));
    }

    /// <summary>Looks all up on the thread pool; nothing happens while it still does.</summary>
    public void Start(IReadOnlyList<DispatchSet> sets)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
            _ = Task.Run(() => RunAsync(sets));
    }

    private async Task RunAsync(IReadOnlyList<DispatchSet> sets)
    {
        await ResolveAsync(sets);
        Volatile.Write(ref _isRunning, 0);
    }

    private async Task ResolveAsync(DispatchTarget target, string host)
    {
        IReadOnlyList<HostEndPoint> addresses = await names.AddressesAsync(host);
        if (addresses.Count > 0)
            target.Addresses = addresses;
        else
            log.LogWarning("the host of destination {Uri} has no address; ds_is_from_list cannot match it", target.Line.Uri);
    }
}
