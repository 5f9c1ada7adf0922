using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>A socket address that must be one of the listeners, as far as the listen lines tell.</summary>
/// <param name="Address">The address.</param>
internal sealed record SendSocket(SocketAddress Address) : IScriptArgument<SendSocket>, ISettingsArgument
{
    /// <inheritdoc />
    public static bool TryParse(string text, out SendSocket value, out string error)
    {
        var ok = SocketAddress.TryParse(text, out SocketAddress address, out error);
        value = new SendSocket(address);
        return ok;
    }

    /// <inheritdoc />
    public string? Problem(CoreSettings settings)
    {
        foreach (var line in settings.Listen)
        {
            // What an interface or a name stands for is known when the server listens.
            if (!HostEndPoint.TryParseAddress(Latin1.ToBytes(line.Host), 0, out var address) || address.IsAny)
                return null;

            var port = line.Port == 0 ? settings.Port : line.Port;
            if (address.SameAddress(Address.Local) && (Address.Local.Port == 0 || Address.Local.Port == port)
                && (Address.Protocol == TransportProtocol.None || line.Protocol == TransportProtocol.None || line.Protocol == Address.Protocol))
                return null;
        }

        return settings.Listen.Count == 0 ? null : $"this server does not listen on {Address.Local}";
    }
}
