using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Ipops;

/// <summary>Networks with commas between them.</summary>
internal sealed class SubnetList : IScriptArgument<SubnetList>
{
    private static readonly CompiledTexts<SubnetList> Read = new();
    private readonly IpNetwork[] _networks;

    private SubnetList(IpNetwork[] networks) => _networks = networks;

    /// <summary>True when one of the networks has the address.</summary>
    public bool Contains(in IpAddress address)
    {
        foreach (ref readonly var network in _networks.AsSpan())
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    /// <inheritdoc />
    public static bool TryParse(string text, out SubnetList value, out string error)
    {
        error = string.Empty;
        if (Read.TryGet(text, out value!))
            return true;

        var networks = new List<IpNetwork>();
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IpNetwork.TryParse(Encoding.Latin1.GetBytes(item), out var network))
            {
                error = $"'{item}' is no network; expected 192.0.2.0/24 or 2001:db8::/32, several with commas between them";
                return false;
            }

            networks.Add(network);
        }

        value = new SubnetList([.. networks]);
        Read.Add(text, value);
        return true;
    }
}
