using System.Diagnostics;

namespace Signalbox.Modules.Tests.Storage;

/// <summary>A file system in memory of a few KiB, until it is disposed.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts it over a folder; null when this user may not.</summary>
    public static SmallDisk? TryMount(string folder, int kibibytes) =>
        Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "none", folder) == 0 ? new SmallDisk(folder) : null;

    public void Dispose()
    {
        if (Run("umount", _folder) != 0)
            throw new IOException($"cannot unmount {_folder}");
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
