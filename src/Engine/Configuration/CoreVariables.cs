using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>Core parameters that may change while the server runs, under the group names of the peer.</summary>
internal static class CoreVariables
{
    /// <summary>The settings of a generation.</summary>
    public static CfgVariable[] Of(CoreSettings settings) =>
    [
        Number("tcp", "connect_timeout", "time to connect, in seconds", settings.TcpConnectTimeout, 1, 600, value => settings.TcpConnectTimeout = value),
        Number("tcp", "connection_lifetime", "idle time after which a connection is closed, in seconds; -1 is never", settings.TcpConnectionLifetime, -1, int.MaxValue, value => settings.TcpConnectionLifetime = value),
        Number("tcp", "max_connections", "most connections at a time", settings.TcpMaxConnections, 0, int.MaxValue, value => settings.TcpMaxConnections = value),
        Number("core", "debug", "debug level", settings.Debug, -5, 9, value => settings.Debug = value),
        Number("core", "force_rport", "1 answers to the source port always", settings.ForceRport ? 1 : 0, 0, 1, value => settings.ForceRport = value != 0),
    ];

    private static CfgVariable Number(string group, string name, string description, int value, int min, int max, Action<int> set) =>
        new(group, name, description, ScriptValue.Of(value), given =>
        {
            if (given.Number < min || given.Number > max)
                return $"value {given.Number} is outside {min}..{max}";

            set((int)given.Number);
            return null;
        });
}
