using Signalbox.Engine.Files;

namespace Signalbox.Script.Text;

/// <summary>The files of this machine.</summary>
internal sealed class DiskFiles : ISourceFiles
{
    /// <inheritdoc />
    public string? Read(string path, out string reason)
    {
        reason = string.Empty;
        try
        {
            return PlainFile.ReadText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            reason = ISourceFiles.Missing;
        }
        catch (Exception refused) when (refused is IOException or ArgumentException or NotSupportedException)
        {
            reason = $"cannot be read: {refused.Message}";
        }
        catch (UnauthorizedAccessException)
        {
            reason = "cannot be read: permission denied";
        }

        return null;
    }
}
