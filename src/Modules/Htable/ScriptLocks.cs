namespace Signalbox.Modules.Htable;

/// <summary>
/// Locks that scripts take on keys. They are counted by holder, so that a worker can take the same one again, and waiting
/// ends after a while: a script that forgot to unlock must not stop the server.
/// </summary>
internal sealed class ScriptLocks
{
    private const int Slots = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly object[] _gates = Array.ConvertAll(new object[Slots], static _ => new object());

    /// <summary>Takes the lock of a key; false when it could not be had in time.</summary>
    public bool Enter(string key) => Monitor.TryEnter(GateOf(key), Patience);

    /// <summary>Gives it back; false when this thread does not hold it.</summary>
    public bool Exit(string key)
    {
        var gate = GateOf(key);
        if (!Monitor.IsEntered(gate))
            return false;

        Monitor.Exit(gate);
        return true;
    }

    private object GateOf(string key) => _gates[(uint)string.GetHashCode(key, StringComparison.Ordinal) % Slots];
}
