using System.Globalization;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>Writes requests of the classic FIFO as openserctl and opensipsctl do, and reads the reply.</summary>
internal static class MiClient
{
    private static int _number;

    /// <summary>The reply to a request; {0} in it stands for the name of the reply FIFO.</summary>
    public static string Ask(ControlServer server, string request)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"mi_{Environment.ProcessId}_{Interlocked.Increment(ref _number)}");
        var path = Path.Combine(server.Folder, name);
        Assert.Equal(0, Tool.Run(10, "mkfifo", "/", path).ExitCode);
        using var reader = Tool.Start("cat", "/", path);
        File.AppendAllText(Path.Combine(server.Folder, "mi.fifo"), request.Replace("{0}", name, StringComparison.Ordinal));
        reader.WaitForEnd(20);
        File.Delete(path);
        return reader.Output;
    }
}
