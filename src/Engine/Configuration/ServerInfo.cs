using System.Runtime.InteropServices;

namespace Signalbox.Engine.Configuration;

/// <summary>Name and version of this server.</summary>
public static class ServerInfo
{
    /// <summary>Product name.</summary>
    public const string Name = "signalbox";

    /// <summary>Version.</summary>
    public const string Version = "0.1.0";

    /// <summary>When the process started.</summary>
    public static DateTimeOffset Started { get; } = TimeProvider.System.GetUtcNow();

    /// <summary><c>signalbox (0.1.0 (x86_64/linux))</c>.</summary>
    public static string Signature { get; } = $"{Name} ({Version} ({Architecture}/linux))";

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "aarch64" : "x86_64";
}
