using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Signalbox.Host.Running;

/// <summary>
/// Going to the background. The runtime cannot fork, so the parent starts itself again and waits until the child says
/// that it is ready, or ends.
/// </summary>
internal static class Daemon
{
    private const string ChildMark = "SIGNALBOX_BACKGROUND";
    private const string Ready = "ready";
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>True in the child.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(ChildMark) == "1";

    /// <summary>Starts the child and waits for its word.</summary>
    /// <returns>0 when it is ready; else its exit status, its messages having been passed on.</returns>
    public static int StartChild(IReadOnlyList<string> arguments)
    {
        // Who ends the parent while the child still starts means the child.
        var end = new SignalForward();
        using var terminate = end.Register(PosixSignal.SIGTERM, Terminate);
        using var interrupt = end.Register(PosixSignal.SIGINT, Interrupt);
        using var child = Process.Start(StartInfo(arguments)) ?? throw new InvalidOperationException("the process did not start");
        end.To(child.Id);
        child.StandardInput.Close();
        var errors = child.StandardError.ReadToEndAsync();
        if (child.StandardOutput.ReadLine() == Ready)
            return 0;

        child.WaitForExit();
        Console.Error.Write(errors.GetAwaiter().GetResult());
        return child.ExitCode == 0 ? ExitStatus.Failed : child.ExitCode;
    }

    /// <summary>In the child: says that it is ready and leaves the terminal.</summary>
    public static void ReportReady()
    {
        Console.Out.WriteLine(Ready);
        Console.Out.Flush();
        _ = Native.SetSession();
        var nothing = Native.Open("/dev/null", Native.ReadWrite);
        if (nothing < 0)
            throw new IOException($"cannot open /dev/null: {Marshal.GetLastPInvokeErrorMessage()}");

        for (var descriptor = 0; descriptor <= 2; descriptor++)
            _ = Native.Duplicate(nothing, descriptor);
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        var self = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is unknown");
        var info = new ProcessStartInfo(self)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
            info.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);

        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);

        info.Environment[ChildMark] = "1";
        return info;
    }
}
