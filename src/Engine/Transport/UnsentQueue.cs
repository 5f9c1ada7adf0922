using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Transport;

/// <summary>What waited for a connection that never came up; tells the modules that wait for answers.</summary>
internal sealed class UnsentQueue(byte[] bytes, HostEndPoint remote, LiveSnapshot live, StreamLimits limits) : IThreadPoolWorkItem
{
    /// <inheritdoc />
    public void Execute()
    {
        var framer = new StreamFramer();
        for (var taken = 0; taken < bytes.Length;)
        {
            var space = framer.Space();
            var count = Math.Min(space.Length, bytes.Length - taken);
            bytes.AsMemory(taken, count).CopyTo(space);
            framer.Added(count);
            taken += count;
            while (framer.TryTake(limits) is var frame and not StreamFrame.Incomplete)
            {
                if (frame == StreamFrame.Bad)
                    return;

                if (frame == StreamFrame.Message)
                    Tell(framer.Message);
            }
        }
    }

    private void Tell(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("SIP/2.0 "u8) || live.Current is not { } snapshot)
            return;

        foreach (var module in snapshot.UnsentRequests)
            module.Unsent(message, remote);
    }
}
