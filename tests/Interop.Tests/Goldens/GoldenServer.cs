using System.Diagnostics;
using System.Text;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>The server of one case: its own process and work folder, on the recording's fixed ports.</summary>
internal sealed class GoldenServer : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private GoldenServer(Process process, string workFolder)
    {
        _process = process;
        WorkFolder = workFolder;
    }

    /// <summary>Holds work.db, ctl.sock, dump files.</summary>
    public string WorkFolder { get; }

    /// <summary>What the server wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>True when the process ended by itself.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Exit code of an ended process.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts the server of a case and waits until it answers, ends, or 20 s have passed.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="change">What is another here, such as the port of a database server.</param>
    /// <param name="timeZone">Time zone of the server; null = the system's.</param>
    public static GoldenServer Start(GoldenCase golden, Func<string, string>? change = null, string? timeZone = null)
    {
        var work = Directory.CreateTempSubdirectory("sbx-golden-").FullName;
        var cfg = Path.Combine(work, "kamailio.cfg");
        var text = golden.Configuration(work);
        File.WriteAllText(cfg, change?.Invoke(text) ?? text);
        TlsFiles.Write(work);
        if (golden.FileOrNull("script.lua") is { } script)
            File.Copy(script, Path.Combine(work, "script.lua"));

        var start = new ProcessStartInfo(SignalboxBinary.Path)
        {
            ArgumentList = { "-f", cfg, "-DD", "-E", "-Y", work, "-w", work },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        if (timeZone is not null)
            start.Environment["TZ"] = timeZone;

        var process = Process.Start(start)!;
        var server = new GoldenServer(process, work);
        process.ErrorDataReceived += (_, line) => server.Note(line.Data);
        process.OutputDataReceived += (_, line) => server.Note(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        server.WaitUntilListening();
        return server;
    }

    /// <summary>Stops the server in the orderly way, so that queues are flushed.</summary>
    public void Stop()
    {
        if (!_process.HasExited)
            Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

        if (!_process.WaitForExit(15_000))
            _process.Kill();

        _process.WaitForExit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Stop();
        _process.Dispose();
        Directory.Delete(WorkFolder, recursive: true);
    }

    // /proc shows the bound UDP port without sending anything that a trace would see.
    private void WaitUntilListening()
    {
        for (var i = 0; i < 400 && !_process.HasExited; i++)
        {
            if (File.ReadAllText("/proc/net/udp").Contains(":3AD4 ", StringComparison.Ordinal) && File.Exists(Path.Combine(WorkFolder, "ctl.sock")))
                return;

            Thread.Sleep(50);
        }
    }

    private void Note(string? line)
    {
        lock (_log)
            _log.AppendLine(line);
    }
}
