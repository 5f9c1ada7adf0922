using System.Globalization;

namespace Signalbox.Engine.Hosting;

/// <summary>
/// How many file descriptors are left. A load opens files, sockets and threads, and where the last descriptor is gone the runtime itself
/// may end the process; so a reload that has too few does not begin.
/// </summary>
internal static class DescriptorLimit
{
    private const int Reserve = 64;
    private const string LimitLine = "Max open files";

    /// <summary>What is wrong, as one line, or null when there are enough.</summary>
    public static string? Shortage()
    {
        try
        {
            var limit = SoftLimit();
            var used = Directory.GetFileSystemEntries("/proc/self/fd").Length;
            return limit - used >= Reserve
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"too few file descriptors: {used} of {limit} are in use, expected {Reserve} free ones");
        }
        catch (Exception unknown) when (unknown is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // No /proc, or not for this user: nothing is known.
            return null;
        }
        catch (IOException exhausted)
        {
            return $"too few file descriptors, expected {Reserve} free ones: {exhausted.Message}";
        }
    }

    private static long SoftLimit()
    {
        foreach (var line in File.ReadLines("/proc/self/limits"))
        {
            if (!line.StartsWith(LimitLine, StringComparison.Ordinal))
                continue;

            var words = line[LimitLine.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;
        }

        return long.MaxValue;
    }
}
