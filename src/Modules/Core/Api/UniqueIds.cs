using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.Core.Api;

/// <summary>Ids that no other one of this server equals: <c>prefix-start-process-counter</c>, in hexadecimal.</summary>
internal static class UniqueIds
{
    private static long _counter;

    /// <summary>The next one.</summary>
    public static string Next(string prefix) =>
        $"{prefix}-{ServerInfo.Started.ToUnixTimeSeconds():x}-{Environment.ProcessId:x}-{Interlocked.Increment(ref _counter):x}";
}
