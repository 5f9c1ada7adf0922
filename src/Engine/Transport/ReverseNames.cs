using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;

namespace Signalbox.Engine.Transport;

/// <summary>
/// DNS names of the listen addresses (auto_aliases, spec sip-core 3.8): <c>localhost</c> for 127.0.0.1 and the like. The
/// start waits a moment only; a name that comes later counts from then on.
/// </summary>
internal sealed class ReverseNames
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);
    private readonly Lock _gate = new();
    private HostAlias[] _aliases = [];

    /// <summary>What is known so far.</summary>
    public IReadOnlyList<HostAlias> Aliases => Volatile.Read(ref _aliases);

    /// <summary>Asks for the names of all listeners.</summary>
    public static ReverseNames Ask(IReadOnlyList<ListenSocket> listeners, INames way)
    {
        var names = new ReverseNames();
        var asked = new Dictionary<HostEndPoint, Task<IReadOnlyList<string>>>();
        var answers = new List<Task>();
        foreach (var listener in listeners)
        {
            if (listener.Local.IsAny)
                continue;

            var address = listener.Local.WithPort(0);
            if (!asked.TryGetValue(address, out var answer))
                asked[address] = answer = way.NamesOfAsync(address).AsTask();

            answers.Add(names.AddAsync(listener, answer));
        }

        Task.WhenAll(answers).Wait(Grace);
        return names;
    }

    private async Task AddAsync(ListenSocket listener, Task<IReadOnlyList<string>> answer)
    {
        foreach (var name in await answer.ConfigureAwait(false))
        {
            var alias = new HostAlias(listener.Protocol, name.ToLowerInvariant(), listener.Local.Port);
            lock (_gate)
                Volatile.Write(ref _aliases, [.. _aliases, alias]);
        }
    }
}
