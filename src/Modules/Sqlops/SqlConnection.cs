using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Sqlops;

/// <summary>A database under the name that the script uses, with a queue of statements that nobody waits for.</summary>
/// <param name="name">Name in the script.</param>
/// <param name="url">URL of the database.</param>
internal sealed class SqlConnection(string name, string url)
{
    private const int MaxQueued = 4096;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Channel<string> _queue = Channel.CreateBounded<string>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private ISqlDatabase? _database;
    private Task _work = Task.CompletedTask;

    /// <summary>Name in the script.</summary>
    public string Name => name;

    /// <summary>The database; there after <see cref="TryResolve"/>.</summary>
    public ISqlDatabase Database => _database ?? throw new InvalidOperationException($"connection '{name}' is not resolved");

    /// <summary>Finds the module that serves the URL.</summary>
    public bool TryResolve(IReadOnlyList<ISqlProvider> providers, out string error, out string hint)
    {
        if (SqlProviders.TryCreate(providers, url, out _database, out error, out hint))
            return true;

        error = $"connection '{name}': {error}";
        return false;
    }

    /// <summary>Begins to run queued statements.</summary>
    public void Start(ILogger log) => _work = Task.Run(() => RunQueueAsync(log));

    /// <summary>Queues a statement; false when too many wait.</summary>
    public bool TryQueue(string sql) => _queue.Writer.TryWrite(sql);

    /// <summary>Runs what is queued, for some seconds at most, and closes the database.</summary>
    public async Task StopAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAny(_work, Task.Delay(LastWords));
        _database?.Dispose();
    }

    [SuppressMessage("Reliability", "CA2007:Consider calling ConfigureAwait on the awaited task", Justification = "There is no synchronisation context.")]
    private async Task RunQueueAsync(ILogger log)
    {
        await foreach (var sql in _queue.Reader.ReadAllAsync())
        {
            try
            {
                Database.Query(sql, default);
            }
            catch (StoreException exception)
            {
                log.LogError("connection '{Connection}': {Reason}", name, exception.Message);
            }
        }
    }
}
