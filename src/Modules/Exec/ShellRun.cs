using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Exec;

/// <summary>One line given to <c>/bin/sh</c>, run to its end.</summary>
internal sealed class ShellRun
{
    // What a program may print before the rest is thrown away.
    private const int MaxOutputChars = 64 * 1024;
    private readonly ProcessStartInfo _start;
    private readonly TimeSpan _limit;

    /// <summary>Prepares it.</summary>
    public ShellRun(string command, TimeSpan limit)
    {
        _limit = limit;
        _start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", command }, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
            StandardInputEncoding = Encoding.Latin1, StandardOutputEncoding = Encoding.Latin1,
        };
    }

    /// <summary>Its environment.</summary>
    public IDictionary<string, string?> Environment => _start.Environment;

    /// <summary>Runs it.</summary>
    /// <param name="input">What it reads; empty = nothing.</param>
    /// <param name="problem">Empty, or why it counts as failed.</param>
    /// <returns>The lines that it printed.</returns>
    public string[] Run(ReadOnlySpan<byte> input, out string problem)
    {
        var text = Latin1.ToText(input);
        try
        {
            using var process = Process.Start(_start)!;
            var output = Task.Run(() => Read(process.StandardOutput));
            var feed = Task.Run(() => Feed(process.StandardInput, text));
            if (!process.WaitForExit(_limit))
            {
                process.Kill(entireProcessTree: true);
                problem = $"killed after {_limit.TotalSeconds} s";
                return [];
            }

            // A child that it left behind may hold the pipes open.
            Task.WaitAll([output, feed], TimeSpan.FromSeconds(1));
            problem = process.ExitCode == 0 ? string.Empty : $"ended with status {process.ExitCode}";
            return output.IsCompletedSuccessfully ? output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        }
        catch (Win32Exception failure)
        {
            problem = failure.Message;
            return [];
        }
    }

    private static void Feed(StreamWriter target, string text)
    {
        try
        {
            target.Write(text);
            target.Dispose();
        }
        catch (IOException)
        {
            // It does not read its input.
        }
    }

    private static string Read(StreamReader source)
    {
        var buffer = new char[4096];
        var text = new StringBuilder();
        for (var count = source.Read(buffer); count > 0; count = source.Read(buffer))
        {
            if (text.Length < MaxOutputChars)
                text.Append(buffer, 0, count);
        }

        return text.ToString();
    }
}
