namespace Signalbox.Modules.Jsonrpcs;

/// <summary>A way in for requests. State: it stays open over reloads as long as a generation names it.</summary>
internal abstract class JsonDoor(JsonServer server) : IAsyncDisposable
{
    private JsonServer _server = server;

    /// <summary>What answers; the generation that came last sets it.</summary>
    public JsonServer Server
    {
        get => Volatile.Read(ref _server);
        set => Volatile.Write(ref _server, value);
    }

    /// <summary>Begins to answer, if it does not yet; until then what clients send waits.</summary>
    public abstract void Serve();

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
