namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Plays the clients of a recording against a server of its configuration.</summary>
internal static class GoldenPlay
{
    /// <summary>Starts the server, plays, lets <paramref name="look"/> ask the running server, and stops it in the orderly way.</summary>
    /// <returns>The stopped server; its work folder holds what it wrote.</returns>
    public static GoldenServer Run(GoldenCase golden, Action<GoldenServer>? look = null, Func<string, string>? change = null, string? timeZone = null)
    {
        var server = GoldenServer.Start(golden, change, timeZone);
        try
        {
            Assert.False(server.HasEnded, server.Log);
            using (var player = new WirePlayer { Played = count => GoldenCommands.GiveAfter(golden, server, count) })
                player.Play(golden.Wire);

            Thread.Sleep(150);
            look?.Invoke(server);
            server.Stop();
            return server;
        }
        catch (Exception failure) when (failure is InvalidOperationException or Xunit.Sdk.XunitException)
        {
            server.Dispose();
            Assert.Fail($"{failure.Message}\n{server.Log}");
            throw;
        }
    }
}
