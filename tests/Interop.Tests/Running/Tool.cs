using System.Diagnostics;
using System.Text;

namespace Signalbox.Interop.Tests.Running;

/// <summary>Another program, run to its end or in the background.</summary>
internal sealed class Tool : IDisposable
{
    private static readonly string[] Folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Tool(Process process) => _process = process;

    /// <summary>What it wrote so far, stdout and stderr.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public int ProcessId => _process.Id;

    /// <summary>Memory of the process in RAM, in KiB.</summary>
    public int ResidentKilobytes => int.Parse(
        File.ReadLines($"/proc/{ProcessId}/status").First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The path of an installed program, or null.</summary>
    public static string? Find(string name) =>
        name.Contains('/', StringComparison.Ordinal) ? name : Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Starts a program.</summary>
    public static Tool Start(string name, string folder, params string[] arguments) => Start(name, folder, [], arguments);

    /// <summary>Starts a program with more in its environment.</summary>
    public static Tool Start(string name, string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var info = new ProcessStartInfo(Find(name)!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);

        foreach (var (variable, value) in environment)
            info.Environment[variable] = value;

        info.Environment["TERM"] = "dumb";
        var tool = new Tool(Process.Start(info)!);
        tool._process.StandardInput.Close();
        tool._process.OutputDataReceived += (_, line) => tool.Note(line.Data);
        tool._process.ErrorDataReceived += (_, line) => tool.Note(line.Data);
        tool._process.BeginOutputReadLine();
        tool._process.BeginErrorReadLine();
        return tool;
    }

    /// <summary>Runs a program to its end; fails the test when it takes longer.</summary>
    public static (int ExitCode, string Output) Run(int seconds, string name, string folder, params string[] arguments)
    {
        using var tool = Start(name, folder, arguments);
        tool.WaitForEnd(seconds);
        return (tool.ExitCode, tool.Output);
    }

    public void WaitForEnd(int seconds)
    {
        if (!_process.WaitForExit(seconds * 1000))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"{_process.StartInfo.FileName} did not end within {seconds} s:\n{Output}");
        }

        // Without a limit, so that the readers of its output have finished too.
        _process.WaitForExit();
    }

    /// <summary>Sends it a signal, e.g. HUP.</summary>
    public void Signal(string name)
    {
        if (!_process.HasExited)
            Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
    }

    /// <summary>Asks it to end, as an operator does; kills it after a while.</summary>
    /// <param name="signal">TERM lets a server finish its calls, INT ends it at once.</param>
    public void Terminate(string signal = "TERM")
    {
        Signal(signal);
        if (!_process.WaitForExit(15_000))
            _process.Kill(entireProcessTree: true);

        _process.WaitForExit();
    }

    public void Dispose()
    {
        Terminate();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
            return;

        lock (_output)
            _output.AppendLine(line);
    }
}
