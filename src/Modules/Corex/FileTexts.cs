using Signalbox.Engine.Files;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Corex;

/// <summary>Whole files as text, one character a byte.</summary>
internal static class FileTexts
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Reads one; false when that fails, or it is longer than 1 MiB.</summary>
    public static bool TryRead(string path, out string text)
    {
        text = string.Empty;
        try
        {
            text = Latin1.ToText(PlainFile.ReadBytes(path, MaxBytes));
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Writes one; false when that fails.</summary>
    public static bool TryWrite(string path, ReadOnlySpan<byte> text)
    {
        try
        {
            using var file = File.Create(path);
            file.Write(text);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
