using System.Collections.Concurrent;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// One tracing that an operator began: what a message must have, for how long and how many. A call whose message
/// matched is followed by its Call-ID, so that its replies, its other legs and the requests of the other side are there too.
/// </summary>
internal sealed class TraceFilter
{
    private const int MaxCalls = 4_096;
    private const int StepsForMessage = 256;
    private readonly ConcurrentDictionary<ulong, byte> _calls = new();
    private int _callCount;
    private long _seen;
    private long _steps;

    /// <summary>Number that siptrace.stop takes; set by the list of filters.</summary>
    public int Id { get; set; }

    /// <summary>Sender, or null.</summary>
    public UserPattern? From { get; init; }

    /// <summary>Receiver, or null.</summary>
    public UserPattern? To { get; init; }

    /// <summary>Sender, receiver or request URI, or null.</summary>
    public UserPattern? User { get; init; }

    /// <summary>Address of the other side, or null.</summary>
    public AddressRange? Address { get; init; }

    /// <summary>Call-ID; empty = any.</summary>
    public byte[] CallId { get; init; } = [];

    /// <summary>Collector of its own, or null.</summary>
    public TraceTarget? Target { get; init; }

    /// <summary>The collector as it was given.</summary>
    public string TargetText { get; init; } = string.Empty;

    /// <summary>End, on the clock of <see cref="Environment.TickCount64"/>.</summary>
    public required long Until { get; init; }

    /// <summary>Messages that it may trace.</summary>
    public required long Max { get; init; }

    /// <summary>Messages that it has traced.</summary>
    public long Seen => Math.Min(Interlocked.Read(ref _seen), Max);

    /// <summary>Calls that it follows.</summary>
    public int Calls => Volatile.Read(ref _callCount);

    /// <summary>True when the steps of the script are wanted, too.</summary>
    public bool HasSteps { get; init; }

    /// <summary>Whether and why it has ended.</summary>
    public FilterEnd End { get; set; }

    /// <summary>True when the message is one of those wanted; its call is followed from now on.</summary>
    public bool Matches(SipMessage message, ReadOnlySpan<byte> callId, in HostEndPoint remote)
    {
        var hash = RepeatMemory.Hash(callId, seed: 0);
        if (_calls.ContainsKey(hash))
            return true;

        if (!HasWanted(message, callId, remote))
            return false;

        if (Volatile.Read(ref _callCount) < MaxCalls && _calls.TryAdd(hash, 0))
            Interlocked.Increment(ref _callCount);

        return true;
    }

    /// <summary>True when a message of this call matched.</summary>
    public bool Follows(ReadOnlySpan<byte> callId) => _calls.ContainsKey(RepeatMemory.Hash(callId, seed: 0));

    /// <summary>Counts one step; false when there were 256 for each message that it may trace.</summary>
    public bool TryCountStep() => Interlocked.Increment(ref _steps) <= Max * StepsForMessage;

    /// <summary>Counts one message; false when the budget is used up.</summary>
    public bool TryCount() => Interlocked.Increment(ref _seen) <= Max;

    private bool HasWanted(SipMessage message, ReadOnlySpan<byte> callId, in HostEndPoint remote)
    {
        if (CallId.Length > 0 && !callId.SequenceEqual(CallId))
            return false;

        if (Address is { } address && !address.Contains(remote))
            return false;

        if (!message.TryGetFrom(out var from) || !message.TryGetTo(out var to))
            return false;

        if ((From is { } sender && !sender.Matches(message, from.Uri)) || (To is { } receiver && !receiver.Matches(message, to.Uri)))
            return false;

        return User is not { } user || user.Matches(message, from.Uri) || user.Matches(message, to.Uri)
            || (message.IsRequest && user.Matches(message, message.RequestUri));
    }
}
