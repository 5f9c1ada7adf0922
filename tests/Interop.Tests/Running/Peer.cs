namespace Signalbox.Interop.Tests.Running;

/// <summary>The peer in the foreground, with its fast allocator.</summary>
internal static class Peer
{
    /// <summary>Starts a cfg that takes the defines of the examples and waits for its port.</summary>
    public static Tool Start(string example, string folder, int port, params string[] flags)
    {
        var tool = Tool.Start("kamailio", folder, ["-f", RunningServer.Example(example), "-x", "fm", "-X", "fm", "-m", "64", "-n", "1", "-DD", "-E", "-Y", folder, .. RunningServer.Defines(folder, port), .. flags]);
        for (var i = 0; i < 200 && !Ports.IsBound(port); i++)
        {
            if (tool.HasEnded)
                Assert.Fail($"kamailio ended:\n{tool.Output}");

            Thread.Sleep(50);
        }

        return tool;
    }
}
