using System.Diagnostics;
using System.Globalization;
using Signalbox.Host.CommandLine;

namespace Signalbox.Host.Running;

/// <summary>The file of <c>-P</c>: written when the server is ready, removed when it ends.</summary>
internal sealed class PidFile : IDisposable
{
    private readonly string _path;

    private PidFile(string path) => _path = path;

    /// <summary>Refuses when the file names a process that is alive.</summary>
    /// <exception cref="CommandLineException">It does, or cannot be read.</exception>
    public static void CheckFree(string path)
    {
        if (path.Length == 0 || !File.Exists(path))
            return;

        var text = Read(path).Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid != Environment.ProcessId && IsAlive(pid))
            throw new CommandLineException($"running process found in the pid file {path} (pid {pid})");
    }

    /// <summary>Writes the file; null when there is none to write.</summary>
    /// <exception cref="CommandLineException">It cannot be written.</exception>
    public static PidFile? Write(string path)
    {
        if (path.Length == 0)
            return null;

        try
        {
            File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
            return new PidFile(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"unable to create pid file {path}: {cause.Message}");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // After -u the folder may belong to root; the next start sees that the process is gone.
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"unable to read pid file {path}: {cause.Message}");
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
