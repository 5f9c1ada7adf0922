using Signalbox.Engine.Configuration;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Routing;

/// <summary>The Server header of own replies.</summary>
public static class ServerLine
{
    /// <summary>The line with CRLF: <c>server_header</c> when set, else the built-in one; empty with <c>server_signature=no</c>.</summary>
    public static byte[] Of(CoreSettings settings)
    {
        if (!settings.ServerSignature)
            return [];

        var line = settings.ServerHeader.Length > 0 ? settings.ServerHeader : $"Server: {ServerInfo.Signature}";
        return Latin1.ToBytes($"{line}\r\n");
    }
}
