using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>A server with routes or functions that write each event that they are told of, in a folder of its own.</summary>
internal sealed class EventServer : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private readonly Tool _process;

    private EventServer(string folder, Tool process)
    {
        Folder = folder;
        _process = process;
    }

    /// <summary>Its folder; WORK in its files.</summary>
    public string Folder { get; }

    /// <summary>What it wrote.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it.</summary>
    /// <param name="name">Name of its files in Cases/kemi, without the ending.</param>
    /// <param name="engine">The language that it speaks: native, lua or js.</param>
    /// <param name="places">Words of the files and what stands for them.</param>
    public static EventServer Start(string name, string engine, params (string Word, string Text)[] places)
    {
        var folder = Directory.CreateTempSubdirectory("sbx-events-").FullName;
        foreach (var ending in (string[])["cfg", "lua", "js"])
        {
            var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "kemi", $"{name}.{ending}")).Replace("SCRIPTS", folder, StringComparison.Ordinal);
            text = text.Replace("WORK/", $"{folder}/", StringComparison.Ordinal).Replace("\"WORK\"", $"\"{folder}\"", StringComparison.Ordinal);
            foreach (var (word, place) in places)
                text = text.Replace(word, place, StringComparison.Ordinal);

            File.WriteAllText(Path.Combine(folder, $"{name}.{ending}"), text);
        }

        foreach (var (file, content) in places.Where(static one => one.Word.StartsWith("FILE:", StringComparison.Ordinal)))
            File.WriteAllText(Path.Combine(folder, file["FILE:".Length..]), content);

        TlsFiles.Write(folder);
        string[] flags = engine == "native" ? [] : ["-A", "WITH_SCRIPT", "-A", $"WITH_{engine.ToUpperInvariant()}"];
        return new EventServer(folder, Tool.Start(SignalboxBinary.Path, folder, ["-f", Path.Combine(folder, $"{name}.cfg"), "-DD", "-E", "-Y", folder, "-w", folder, .. flags]));
    }

    /// <summary>Waits until the event was told.</summary>
    public async Task Told(string name)
    {
        var until = DateTime.UtcNow + Wait;
        while (!Output.Contains($"EV {name}\n", StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow < until && !_process.HasEnded, $"{name} was not told:\n{Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>Calls a command; a fault fails the test.</summary>
    public void Call(string method, params string[] arguments)
    {
        using var client = BinrpcClient.Connect(Path.Combine(Folder, "ctl"), Wait);
        var reply = client.Call(method, arguments);
        Assert.False(reply.IsFault, $"{method}: {reply.FaultText}\n{Output}");
    }

    /// <summary>Stops it in the orderly way.</summary>
    public void Stop()
    {
        _process.Terminate();
        Assert.True(_process.ExitCode == 0, Output);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
