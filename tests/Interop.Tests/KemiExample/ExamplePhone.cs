using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>A UDP socket that sends requests as those of the recording, and answers challenges.</summary>
internal sealed class ExamplePhone : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _server;
    private int _branches;

    /// <summary>Binds to a port.</summary>
    /// <param name="server">Port of the server.</param>
    /// <param name="port">The port; 0 = a free one.</param>
    public ExamplePhone(int server, int port = 0)
    {
        _server = server;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Port of the server.</summary>
    public int Server => _server;

    /// <summary>A request with the headers that every one of the recording has; more follow.</summary>
    public string Request(string method, string uri, string callId, string from, string to, string more = "") =>
        $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{Port};branch=z9hG4bKk{Port}{++_branches}\r\nMax-Forwards: 70\r\n"
        + $"From: <{from}>;tag=f{callId}\r\nTo: <{to}>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\n{more}Content-Length: 0\r\n\r\n";

    /// <summary>Sends text.</summary>
    public void Send(string message) => _socket.SendTo(Encoding.Latin1.GetBytes(message), new IPEndPoint(IPAddress.Loopback, _server));

    /// <summary>The next message; null when none comes.</summary>
    public string? Receive(TimeSpan? patience = null)
    {
        var buffer = new byte[65536];
        return _socket.Poll(patience ?? Patience, SelectMode.SelectRead) ? Encoding.Latin1.GetString(buffer, 0, _socket.Receive(buffer)) : null;
    }

    /// <summary>Passes over what came until now.</summary>
    public void ForgetAll()
    {
        while (Receive(TimeSpan.Zero) is not null)
            continue;
    }

    /// <summary>The next message that begins so; others are passed over. Null when none comes.</summary>
    public string? Receive(string beginning, TimeSpan? patience = null)
    {
        while (Receive(patience) is { } message)
        {
            if (message.StartsWith(beginning, StringComparison.Ordinal))
                return message;
        }

        return null;
    }

    /// <summary>Sends a request and gives the first answer; a challenge is answered with credentials of the user of From.</summary>
    public string? Ask(string request)
    {
        Send(request);
        var answer = Receive();
        if (answer is null || !Regex.IsMatch(answer, "^SIP/2.0 40[17] ", RegexOptions.None, Patience))
            return answer;

        if (request.StartsWith("INVITE ", StringComparison.Ordinal))
            Send(Ack(request, answer));

        SendWithCredentials(request, answer);
        return Receive();
    }

    /// <summary>Sends a request that was challenged once more; gives the text that was sent.</summary>
    public string SendWithCredentials(string request, string challenge)
    {
        var fresh = request
            .Replace(";branch=z9hG4bK", ";branch=z9hG4bKauth", StringComparison.Ordinal)
            .Replace("CSeq: 1 ", "CSeq: 2 ", StringComparison.Ordinal)
            .Replace("Content-Length:", $"{Credentials(request, challenge)}\r\nContent-Length:", StringComparison.Ordinal);
        Send(fresh);
        return fresh;
    }

    /// <summary>The ACK of a failed INVITE.</summary>
    public static string Ack(string invite, string answer) => Regex.Replace(invite, @"^INVITE|(?<=CSeq: \d+ )INVITE", "ACK", RegexOptions.None, Patience)
        .Replace(Line(invite, "To"), Line(answer, "To"), StringComparison.Ordinal);

    /// <summary>An answer to a request.</summary>
    public static string Answer(string request, string status, string more = "")
    {
        var lines = request.Split("\r\n").Where(static line => Regex.IsMatch(line, "^(Via|Record-Route|From|Call-ID|CSeq):", RegexOptions.None, Patience));
        var to = Line(request, "To");
        return $"SIP/2.0 {status}\r\n{string.Join("\r\n", lines)}\r\n{to}{(to.Contains(";tag=", StringComparison.Ordinal) ? string.Empty : ";tag=callee")}\r\n{more}Content-Length: 0\r\n\r\n";
    }

    /// <summary>The first line.</summary>
    public static string First(string? message) => string.IsNullOrEmpty(message) ? "(nothing)" : message[..message.IndexOf("\r\n", StringComparison.Ordinal)];

    /// <summary>All header lines of the names, name by name, with <c> | </c> between them.</summary>
    public static string Lines(string? message, params string[] names) => message is null
        ? string.Empty
        : string.Join(" | ", names.SelectMany(name => message.Split("\r\n").Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(line => name + line[name.Length..])));

    /// <summary>The first header line of a name.</summary>
    public static string Line(string message, string name) => message.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal)) ?? $"{name}: none";

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private static string Credentials(string request, string challenge)
    {
        var (method, uri) = (request.Split(' ')[0], request.Split(' ')[1]);
        var user = Part(request, @"From: <sip:([^@>]+)@");
        var (realm, nonce) = (Part(challenge, "realm=\"([^\"]*)\""), Part(challenge, "nonce=\"([^\"]*)\""));
        var secret = Hash($"{user}:{realm}:secret");
        var response = challenge.Contains("qop=", StringComparison.Ordinal)
            ? $"{Hash($"{secret}:{nonce}:00000001:c:auth:{Hash($"{method}:{uri}")}")}\", qop=auth, nc=00000001, cnonce=\"c"
            : Hash($"{secret}:{nonce}:{Hash($"{method}:{uri}")}");
        var name = challenge.Contains("\r\nWWW-", StringComparison.Ordinal) ? "Authorization" : "Proxy-Authorization";
        return $"{name}: Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", algorithm=MD5, response=\"{response}\"";
    }

    private static string Part(string text, string pattern) => Regex.Match(text, pattern, RegexOptions.None, Patience).Groups[1].Value;

    private static string Hash(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.Latin1.GetBytes(text)));
}
