namespace Signalbox.Modules.SipDump;

/// <summary>Deletes old dump files.</summary>
internal static class DumpCleaner
{
    /// <summary>Deletes regular files whose name starts with the prefix and that were last written before <paramref name="limitUtc"/>.</summary>
    /// <returns>Number of files deleted; files that cannot be deleted are left.</returns>
    public static int Clean(string folder, string prefix, DateTime limitUtc)
    {
        var deleted = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            if (file.Name.Length <= prefix.Length || !file.Name.StartsWith(prefix, StringComparison.Ordinal) || file.LastWriteTimeUtc >= limitUtc)
                continue;

            try
            {
                file.Delete();
                deleted++;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's file; the next round finds it again.
                continue;
            }
        }

        return deleted;
    }
}
