using System.Text;

namespace Signalbox.Engine.Files;

/// <summary>
/// Reads what an operator names in a configuration: regular files only, and no more of them than a limit. A FIFO would hold
/// a start or a reload up until somebody writes into it, and a device may never end.
/// </summary>
public static class PlainFile
{
    /// <summary>The most bytes that are read where the caller names no other limit.</summary>
    public const int MaxBytes = 64 << 20;

    private const int PartBytes = 64 * 1024;

    /// <summary>Refuses what is no regular file; what is not there at all is left to whoever opens it.</summary>
    /// <exception cref="IOException">Says what was found and what was expected; the caller says where.</exception>
    public static void Check(string path)
    {
        if (OperatingSystem.IsLinux() && FileStatus.TryReadTarget(path, out var status) && status.Kind != FileKind.Regular)
            throw new IOException($"found {Describe(status.Kind)}, expected a regular file");
    }

    /// <summary>Opens a regular file for reading.</summary>
    /// <exception cref="IOException">It is none, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path)
    {
        Check(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>The whole text, a char a byte, without the mark that some editors put in front of UTF-8.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path, int maxBytes = MaxBytes)
    {
        ReadOnlySpan<byte> bytes = ReadBytes(path, maxBytes);
        var mark = Encoding.UTF8.Preamble;
        return Encoding.Latin1.GetString(bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes);
    }

    /// <summary>Its lines, without their ends.</summary>
    /// <inheritdoc cref="ReadText"/>
    public static List<string> ReadLines(string path, int maxBytes = MaxBytes)
    {
        using var reader = new StringReader(ReadText(path, maxBytes));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);

        return lines;
    }

    /// <summary>The whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Its greatest length, whatever it announces: files of <c>/proc</c> say 0.</param>
    /// <exception cref="IOException">It is no regular file, is too long or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadBytes(string path, int maxBytes = MaxBytes)
    {
        using var file = Open(path);
        if (file.Length > maxBytes)
            throw TooLong(maxBytes);

        // One byte more than announced, so that the end is seen without making room for more.
        var bytes = new byte[file.Length + 1];
        var count = 0;
        while (true)
        {
            count += file.ReadAtLeast(bytes.AsSpan(count), bytes.Length - count, throwOnEndOfStream: false);
            if (count > maxBytes)
                throw TooLong(maxBytes);

            if (count < bytes.Length)
                return bytes[..count];

            Array.Resize(ref bytes, Math.Min(Math.Max(bytes.Length * 2, PartBytes), maxBytes + 1));
        }
    }

    private static string Describe(FileKind kind) => kind switch
    {
        FileKind.Fifo => "a FIFO (named pipe)",
        FileKind.Folder => "a folder",
        FileKind.Socket => "a unix socket",
        FileKind.CharacterDevice or FileKind.BlockDevice => "a device",
        _ => "something else",
    };

    private static IOException TooLong(int maxBytes) => new($"found more than {maxBytes} bytes, expected a smaller file");
}
