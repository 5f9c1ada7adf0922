using Signalbox.Interop.Tests.Goldens;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.Running;

/// <summary>The built server with an example or another cfg on free loopback ports, in a work folder of its own.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Tool _process;

    private RunningServer(Tool process, string folder, int port)
    {
        _process = process;
        Folder = folder;
        Port = port;
    }

    /// <summary>Holds trace.db, the control socket and dump files.</summary>
    public string Folder { get; }

    /// <summary>Its UDP port on 127.0.0.1.</summary>
    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public string Database => Path.Combine(Folder, "trace.db");

    public string ControlSocket => Path.Combine(Folder, "ctl");

    public string Log => _process.Output;

    public int ProcessId => _process.ProcessId;

    public bool HasEnded => _process.HasEnded;

    /// <summary>True when it ended with status 0.</summary>
    public bool EndedWell => _process.HasEnded && _process.ExitCode == 0;

    /// <summary>Memory of the process in RAM, in KiB.</summary>
    public int ResidentKilobytes => _process.ResidentKilobytes;

    /// <summary>The root of the source tree.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file of <c>examples/</c>.</summary>
    public static string Example(string name) => Path.Combine(Root, "examples", name);

    /// <summary>Starts a cfg that takes the defines of the examples; more flags may follow.</summary>
    public static RunningServer Start(string cfg, params string[] flags)
    {
        var folder = Directory.CreateTempSubdirectory("sbx-interop-").FullName;
        var port = Ports.Free();
        var process = Tool.Start(SignalboxBinary.Path, folder, ["-f", cfg, "-DD", "-E", "-Y", folder, .. Defines(folder, port), .. flags]);
        var server = new RunningServer(process, folder, port);
        server.WaitUntilReady();
        return server;
    }

    /// <summary>The defines that put an example into a work folder.</summary>
    public static string[] Defines(string folder, int port) =>
    [
        "-A", $"LISTEN=udp:127.0.0.1:{port}",
        "-A", $"TRACE_DB=\"sqlite:///{folder}/trace.db\"",
        "-A", $"CAPTURE_DB=\"sqlite:///{folder}/trace.db\"",
        "-A", $"DUMP_FOLDER=\"{folder}\"",
        "-A", $"CTL=\"unix:{folder}/ctl\"",
        "-A", $"LUA_SCRIPT=\"{Example("kemi.lua")}\"",
        "-A", $"JS_SCRIPT=\"{Example("kemi.js")}\"",
    ];

    /// <summary>Calls an RPC method; a fault fails the test unless it is wanted.</summary>
    public BinrpcReply Call(string method, params string[] arguments)
    {
        using var client = BinrpcClient.Connect(ControlSocket, TimeSpan.FromSeconds(20));
        return client.Call(method, arguments);
    }

    /// <summary>Stops the server in the orderly way, so that queues are flushed; its exit status must be 0.</summary>
    public void Stop()
    {
        _process.Terminate();
        Assert.True(_process.ExitCode == 0, $"the server ended with status {_process.ExitCode}:\n{Log}");
    }

    /// <summary>Sends it a signal, e.g. HUP.</summary>
    public void Signal(string name) => _process.Signal(name);

    /// <summary>Ends it at once, whatever is under way.</summary>
    public void Dispose()
    {
        _process.Terminate("INT");
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Engine.sln")))
            folder = folder.Parent;

        return folder!.FullName;
    }

    private void WaitUntilReady()
    {
        for (var i = 0; i < 400 && !_process.HasEnded; i++)
        {
            if (File.Exists(ControlSocket) && Ports.IsBound(Port))
                return;

            Thread.Sleep(50);
        }

        var log = Log;
        Dispose();
        Assert.Fail($"the server is not ready:\n{log}");
    }
}
