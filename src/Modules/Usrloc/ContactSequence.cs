using Signalbox.Engine.Values;

namespace Signalbox.Modules.Usrloc;

/// <summary>Numbers contacts. State: ids stay unique over reloads.</summary>
/// <param name="start">Start of the server in seconds since 1970.</param>
internal sealed class ContactSequence(long start)
{
    private long _last;

    /// <summary>A new record id: prefix, start of the server, process, number.</summary>
    public byte[] Next(string prefix, out long sequence)
    {
        sequence = Interlocked.Increment(ref _last);
        return Latin1.ToBytes($"{prefix}-{start:x}-{Environment.ProcessId:x}-{sequence:x}");
    }
}
