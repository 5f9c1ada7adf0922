using Microsoft.Extensions.Logging;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tls;

/// <summary>All profiles of one reading of the configuration; immutable, replaced as a whole.</summary>
internal sealed class TlsProfileSet
{
    private readonly TlsProfile[] _profiles;

    /// <summary>Reads the certificates of all sections; sections for everything are made of the defaults when the file has none.</summary>
    /// <exception cref="Engine.Catalog.ModuleStartException">Says which section and file.</exception>
    public TlsProfileSet(List<TlsSection> sections, TlsRules defaults, TlsOptions options, ILogger log)
    {
        // A file sets the versions aside that the parameters name, also for what it leaves out.
        if (sections.Count > 0)
            defaults = defaults with { Method = TlsRules.AnyVersion };

        var hasServer = sections.Exists(static one => one.IsServer && one.IsDefault);
        var hasClient = sections.Exists(static one => !one.IsServer && one.IsDefault);
        var profiles = sections.ConvertAll(section => new TlsProfile(section, options, log));
        if (!hasServer)
            profiles.Add(new TlsProfile(new TlsSection(true, default, true, "module tls", defaults), options, log));

        // The server's certificate is not shown to servers unless a client section names it.
        var client = defaults with { Certificate = string.Empty, PrivateKey = string.Empty };
        if (!hasClient)
            profiles.Add(new TlsProfile(new TlsSection(false, default, true, "module tls", client), options, log));

        _profiles = [.. profiles];
    }

    /// <summary>The profile of a connection that came in: name and address fit best, then the address, then any, then the default.</summary>
    /// <param name="local">Where it came in.</param>
    /// <param name="serverName">Name that was asked for, or empty.</param>
    public TlsProfile ForServer(in HostEndPoint local, string serverName)
    {
        TlsProfile? best = null;
        var points = -1;
        foreach (var profile in _profiles)
        {
            if (!profile.Section.IsServer || Points(profile.Section, local, serverName) is not (>= 0 and var own) || own <= points)
                continue;

            (best, points) = (profile, own);
        }

        return best!;
    }

    /// <summary>The profile of a connection to a peer: by id, else by address and name, else the default.</summary>
    /// <param name="remote">The peer.</param>
    /// <param name="serverName">Name that is asked for, or empty.</param>
    /// <param name="serverId">Id that a script chose, or empty.</param>
    public TlsProfile ForClient(in HostEndPoint remote, string serverName, string serverId)
    {
        TlsProfile? best = null;
        var points = -1;
        foreach (var profile in _profiles)
        {
            var section = profile.Section;
            if (section.IsServer)
                continue;

            if (serverId.Length > 0 && section.Rules.ServerId == serverId)
                return profile;

            var own = section.IsDefault ? 0 : section.Address.IsSet && !section.Address.Equals(remote) ? -1
                : 1 + (section.Address.IsSet ? 1 : 0) + (serverName.Length > 0 && IsSame(section.Rules.ServerName, serverName) ? 2 : 0);
            if (own > points)
                (best, points) = (profile, own);
        }

        return best!;
    }

    private static int Points(TlsSection section, in HostEndPoint local, string serverName)
    {
        if (section.IsDefault)
            return 0;

        if (section.Address.IsSet && !section.Address.Equals(local))
            return -1;

        var points = section.Address.IsSet ? 2 : 1;
        if (section.Rules.ServerName.Length == 0)
            return points;

        return Fits(section.Rules, serverName) ? points + 4 : -1;
    }

    private static bool Fits(TlsRules rules, string name)
    {
        var isBelow = name.EndsWith($".{rules.ServerName}", StringComparison.OrdinalIgnoreCase);
        return rules.ServerNameMode switch
        {
            1 => isBelow || IsSame(rules.ServerName, name),
            2 => isBelow,
            _ => IsSame(rules.ServerName, name),
        };
    }

    private static bool IsSame(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
