namespace Signalbox.Interop.Tests.Life;

/// <summary>A small configuration in a file of its own, for tests that rewrite it.</summary>
internal sealed class ProcessCfg : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-process-").FullName;

    public ProcessCfg(string routes, string settings = "") => Write(routes, settings);

    public string Path => System.IO.Path.Combine(_folder, "test.cfg");

    public void Write(string routes, string settings = "") => File.WriteAllText(Path, $"""
        {settings}
        children=2
        listen=LISTEN
        loadmodule "ctl.so"
        loadmodule "sl.so"
        loadmodule "tm.so"
        loadmodule "pv.so"
        loadmodule "xlog.so"
        modparam("ctl", "binrpc", CTL)
        {routes}
        """);

    /// <summary>A file beside it.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
