using System.Diagnostics;
using System.Runtime.InteropServices;
using Signalbox.Engine.Files;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>Writes a reply into the FIFO that a client reads, without ever waiting long for that client.</summary>
internal static class ReplyFifo
{
    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>True for a name that stays in its folder: without slash, backslash and dot.</summary>
    public static bool IsName(string name) => name.Length > 0 && name.AsSpan().IndexOfAny('/', '\\', '.') < 0 && !name.Contains('\0', StringComparison.Ordinal);

    /// <summary>Writes the reply.</summary>
    /// <returns>What went wrong, or null.</returns>
    public static string? Write(string path, byte[] bytes, int count)
    {
        var file = Open(path);
        if (file < 0)
            return $"nobody reads {path}: {Marshal.GetLastPInvokeErrorMessage()}";

        try
        {
            // Another user could have put a link there, to have us write into a file of theirs.
            if (!FileStatus.TryRead(file, out var status) || !status.IsFifo || status.Links != 1)
                return $"{path} is no FIFO, or one with more than one name";

            return WriteAll(file, bytes, count) ? null : $"the reader of {path} does not read";
        }
        finally
        {
            _ = LibraryCalls.Close(file);
        }
    }

    private static int Open(string path)
    {
        var file = -1;
        for (var i = 0; i < Tries && file < 0; i++)
        {
            if (i > 0)
                Thread.Sleep(Pause);

            file = LibraryCalls.Open(path, LibraryCalls.WriteWithoutWaiting | LibraryCalls.NoFollow);
        }

        return file;
    }

    private static bool WriteAll(int file, byte[] bytes, int count)
    {
        var clock = Stopwatch.StartNew();
        var written = 0;
        var rest = bytes;
        while (written < count)
        {
            var done = LibraryCalls.Write(file, rest, count - written);
            if (done < 0 && (Marshal.GetLastPInvokeError() != LibraryCalls.TryAgain || clock.Elapsed > Patience))
                return false;

            if (done < 0)
            {
                Thread.Sleep(Pause);
                continue;
            }

            written += (int)done;
            if (written < count)
                rest = bytes[written..count];
        }

        return true;
    }
}
