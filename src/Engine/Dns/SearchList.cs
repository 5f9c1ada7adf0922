namespace Signalbox.Engine.Dns;

/// <summary>The names that a short name may stand for (resolv.conf(5): search, ndots).</summary>
internal static class SearchList
{
    /// <summary>The forms in the order in which they are asked for.</summary>
    /// <param name="name">The name as given.</param>
    /// <param name="servers">Domains and number of dots.</param>
    /// <param name="useDomains">False: only the name itself.</param>
    public static List<string> Of(string name, DnsServers servers, bool useDomains)
    {
        if (!useDomains || servers.Search.Count == 0)
            return [name];

        var dots = 0;
        foreach (var one in name)
            dots += one == '.' ? 1 : 0;

        var forms = new List<string>();
        foreach (var domain in servers.Search)
        {
            if (DnsQuestion.IsName($"{name}.{domain}"))
                forms.Add($"{name}.{domain}");
        }

        // A name with dots enough is mostly a whole one.
        forms.Insert(dots >= servers.Dots ? 0 : forms.Count, name);
        return forms;
    }
}
