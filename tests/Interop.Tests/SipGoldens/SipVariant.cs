namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>How the server of a folder is configured, by the table of the goldens' README.</summary>
/// <param name="Folder">The folder's name.</param>
/// <param name="Defines">Names for <c>-A</c>.</param>
/// <param name="Edit">What the README says is changed in the stock file.</param>
internal sealed record SipVariant(string Folder, string[] Defines, Func<string, string>? Edit = null)
{
    /// <summary>Where Debian installs it.</summary>
    public const string Stock = "/etc/kamailio/kamailio.cfg";

    /// <summary>All that can be played now.</summary>
    public static IReadOnlyList<SipVariant> All { get; } =
    [
        new("default", []),
        new("malformed", []),
        new("block3xx401", ["WITH_BLOCK3XX", "WITH_BLOCK401407"]),
        new("pstn-voicemail", ["WITH_PSTN", "WITH_VOICEMAIL"], static text => text
            .Replace("pstn.gw_ip = \"\"", "pstn.gw_ip = \"127.0.0.1\"", StringComparison.Ordinal)
            .Replace("pstn.gw_port = \"\"", "pstn.gw_port = \"18104\"", StringComparison.Ordinal)
            .Replace("voicemail.srv_ip = \"\"", "voicemail.srv_ip = \"127.0.0.1\"", StringComparison.Ordinal)
            .Replace("voicemail.srv_port = \"5060\"", "voicemail.srv_port = \"18105\"", StringComparison.Ordinal)),
        new("tcp", ["WITH_JSONRPC"]),
        new("antiflood", ["WITH_ANTIFLOOD"]) { Only = "antiflood/flood-from-local" },
        new("antiflood", ["WITH_ANTIFLOOD"], static text => text.Replace("src_ip!=myself", "src_ip!=::1", StringComparison.Ordinal)) { Only = "antiflood/flood-blocked" },
        new("accdb", ["WITH_ACCDB"]) { UsesDatabase = true },
        new("auth", ["WITH_AUTH"]) { UsesDatabase = true },
        new("usrlocdb", ["WITH_USRLOCDB"], static text => text.Replace("\"timer_interval\", 60", "\"timer_interval\", 2", StringComparison.Ordinal)) { UsesDatabase = true },
        new("nat", ["WITH_NAT"], static text => text.Replace("127.0.0.1:7722", "127.0.0.1:18722", StringComparison.Ordinal)) { Beginning = "nat/rtpproxy-startup" },
        new("nat-sipping", ["WITH_NAT", "WITH_NATSIPPING"], static text => text.Replace("\"natping_interval\", 30", "\"natping_interval\", 3", StringComparison.Ordinal)),
        new("nat-rtpengine", ["WITH_NAT", "WITH_RTPENGINE"], static text => text.Replace("127.0.0.1:2223", "127.0.0.1:18723", StringComparison.Ordinal)) { Beginning = "nat-rtpengine/rtpengine-startup" },
        new("probe", []),
    ];

    /// <summary>Cases that the others of the folder build on, played first.</summary>
    private static readonly string[] First = ["pstn-voicemail/voicemail-busy"];

    /// <summary>The cases in the order of their names, but for those that others build on.</summary>
    public IEnumerable<SipCase> Cases => SipCase.Of(Folder).Where(one => Only is null || one.Name == Only).OrderBy(static one => First.Contains(one.Name, StringComparer.Ordinal) ? 0 : 1);

    /// <summary>The one case of the folder that has this configuration; null = all.</summary>
    public string? Only { get; init; }

    /// <summary>The case that tells what the server does by itself while it starts; null = none.</summary>
    public string? Beginning { get; init; }

    /// <summary>Names the variant.</summary>
    public string Name => Only ?? Folder;

    /// <summary>SQLite behind the modules that want a database.</summary>
    public bool UsesDatabase { get; init; }

    /// <summary>The server's flags for a work folder.</summary>
    public string[] Flags(string folder) =>
    [
        .. Listen,
        .. Defines.SelectMany(static one => (string[])["-A", one]),
        .. UsesDatabase ? (string[])["-A", $"DBURL=\"sqlite:///{folder}/{SipDatabase.File}\""] : [],
    ];

    /// <summary>The cfg text for a work folder.</summary>
    public string Configuration()
    {
        if (Folder == "probe")
            return File.ReadAllText(Path.Combine(SipCase.Root, "probe", "probe.cfg"));

        var text = File.ReadAllText(Stock);
        if (UsesDatabase)
            text = text.Replace("loadmodule \"kex.so\"", "loadmodule \"db_sqlite.so\"\nloadmodule \"kex.so\"", StringComparison.Ordinal);

        return Edit is null ? text : Edit(text);
    }

    /// <summary>The sockets, in the recording's order.</summary>
    public string[] Listen => Folder == "probe"
        ? ["-l", "udp:127.0.0.1:18060", "-l", "tcp:127.0.0.1:18060", "-l", "udp:127.0.0.1:18061"]
        : ["-l", "udp:127.0.0.1:18060", "-l", "tcp:127.0.0.1:18060"];
}
