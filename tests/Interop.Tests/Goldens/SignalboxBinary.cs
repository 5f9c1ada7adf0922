namespace Signalbox.Interop.Tests.Goldens;

/// <summary>The server under test.</summary>
internal static class SignalboxBinary
{
    /// <summary><c>SIGNALBOX_BIN</c>, else the Release build of src/Host.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("SIGNALBOX_BIN") ?? Built();

    private static string Built()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Engine.sln")))
            folder = folder.Parent;

        return System.IO.Path.Combine(folder!.FullName, "src", "Host", "bin", "Release", "net10.0", "signalbox");
    }
}
