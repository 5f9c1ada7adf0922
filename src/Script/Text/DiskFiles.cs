using System.Text;

namespace Signalbox.Script.Text;

/// <summary>The files of this machine.</summary>
internal sealed class DiskFiles : ISourceFiles
{
    private const long MaxFileBytes = 64L * 1024 * 1024;

    /// <inheritdoc />
    public string? Read(string path, out string reason)
    {
        reason = string.Empty;
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                reason = Directory.Exists(path) ? "is a folder" : "does not exist";
                return null;
            }

            if (file.Length <= MaxFileBytes)
                return File.ReadAllText(path, Encoding.Latin1);

            reason = "is larger than 64 MiB";
        }
        catch (IOException error)
        {
            reason = $"cannot be read: {error.Message}";
        }
        catch (UnauthorizedAccessException)
        {
            reason = "cannot be read: permission denied";
        }

        return null;
    }
}
