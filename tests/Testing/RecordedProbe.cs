using System.Text.RegularExpressions;

namespace Signalbox.Testing;

/// <summary>What all recordings of the language have in common: the modules, the printing macro and the message that asks.</summary>
public static class RecordedProbe
{
    /// <summary>What a line of a row begins with in the log.</summary>
    public const string Mark = "R|";

    private const string Modules = "pv xlog sl tm tmx rr maxfwd textops textopsx siputils corex kex htable cfgutils ipops sqlops msrp json xhttp sdpops avpops cfg_rpc";
    private const string Body = "v=0\r\no=- 1 1 IN IP4 10.0.0.5\r\ns=-\r\nc=IN IP4 10.0.0.5\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";
    private static readonly Regex Print = new("""\bP\("((?:[^"\\]|\\.)*)"\)""", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>What every recorded cfg begins with, but for where it listens.</summary>
    public static string Head { get; } = $$"""
        #!KAMAILIO
        debug=1
        log_stderror=yes
        children=1
        disable_tcp=yes
        auto_aliases=no
        dns=no
        rev_dns=no
        server_id=7
        alias="example.test"
        {{string.Join('\n', Modules.Split(' ').Select(static module => $"loadmodule \"{module}.so\""))}}
        modparam("htable","htable","a=>size=4;")
        modparam("pv","shvset","seed=i:42")
        modparam("pv","varset","vseed=s:abc")
        event_route[xhttp:request] { xhttp_reply("200","OK","text/plain","x"); }

        """;

    /// <summary>The text of a row as script: <c>P("…")</c> prints a marked line.</summary>
    public static string Expand(string text) => Print.Replace(text, static match => $"xlog(\"L_NOTICE\",\"{Mark}{match.Groups[1].Value}\\n\")");

    /// <summary>The recorded INVITE, sent from a port of 127.0.0.1, with the name of the row in <c>X-Test</c>.</summary>
    public static string Message(string row, int port)
    {
        var head = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases/probe.sip")).Replace("@TEST@", row, StringComparison.Ordinal).Replace("@N@", "1", StringComparison.Ordinal)
            .Replace("@UAC@", $"{port}", StringComparison.Ordinal).TrimEnd('\n').Replace("\n", "\r\n", StringComparison.Ordinal);
        return $"{head}\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";
    }
}
