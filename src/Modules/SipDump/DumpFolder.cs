using System.Globalization;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipDump;

/// <summary>Keeps the folder of dump files within its limits of age, size and free space.</summary>
internal static class DumpFolder
{
    private const string StampFormat = "yyyy-MM-dd--HH-mm-ss";

    /// <summary>Deletes regular files whose name starts with the prefix and that were last written before <paramref name="limitUtc"/>.</summary>
    /// <returns>Number of files deleted; files that cannot be deleted are left.</returns>
    public static int DeleteOlder(string folder, string prefix, DateTime limitUtc)
    {
        var deleted = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (file.Name.Length > prefix.Length && file.Name.StartsWith(prefix, StringComparison.Ordinal) && file.LastWriteTimeUtc < limitUtc && TryDelete(file))
                deleted++;
        }

        return deleted;
    }

    /// <summary>Deletes the oldest sets of files until all together are small enough and enough of the disk is free.</summary>
    /// <param name="options">Folder, prefix and limits.</param>
    /// <param name="openStem">Path of the set that is written now, which stays; null = none.</param>
    /// <param name="deleted">Counts what was deleted.</param>
    /// <returns>What is still wrong, for the operator; null when the limits hold.</returns>
    public static string? MakeRoom(DumpOptions options, string? openStem, Counter deleted)
    {
        var files = OwnFiles(options);
        var total = files.Sum(static file => file.Length);
        var free = FreeBytes(options);
        foreach (var file in files)
        {
            if (IsWithin(options, total, free))
                return null;

            if (openStem is not null && file.FullName.StartsWith(Path.GetFullPath(openStem) + ".", StringComparison.Ordinal))
                continue;

            var length = file.Length;
            if (!TryDelete(file))
                continue;

            deleted.Increment();
            (total, free) = (total - length, FreeBytes(options));
        }

        // The set that is open may be larger than all may be: it is closed by its age, not by its size.
        return free >= options.MinFreeBytes
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"only {free >> 20} MiB of its disk are free, fminfree wants {options.MinFreeBytes >> 20}");
    }

    private static bool IsWithin(DumpOptions options, long total, long free) =>
        (options.MaxTotalBytes == 0 || total <= options.MaxTotalBytes) && free >= options.MinFreeBytes;

    private static long FreeBytes(DumpOptions options) =>
        options.MinFreeBytes == 0 ? long.MaxValue : new DriveInfo(Path.GetFullPath(options.Folder)).AvailableFreeSpace;

    // Oldest first: the name says when the set was begun.
    private static List<FileInfo> OwnFiles(DumpOptions options)
    {
        var files = new List<FileInfo>();
        foreach (var file in new DirectoryInfo(options.Folder).EnumerateFiles())
        {
            if (file.Name.StartsWith(options.Prefix, StringComparison.Ordinal) && IsStamped(Path.GetFileNameWithoutExtension(file.Name.AsSpan(options.Prefix.Length))))
                files.Add(file);
        }

        files.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return files;
    }

    private static bool IsStamped(ReadOnlySpan<char> name) => DateTime.TryParseExact(name, StampFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's file; the next round finds it again.
            return false;
        }
    }
}
