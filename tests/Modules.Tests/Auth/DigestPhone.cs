using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Auth;

/// <summary>A phone that answers challenges, against an engine in memory.</summary>
internal sealed class DigestPhone
{
    private const string Address = "192.0.2.1:5060";
    private int _branch;

    public LoopbackEngine Engine { get; } = new();

    public Task StartAsync(string cfg) => Engine.StartAsync(CfgSource.Make(cfg, Engine.Services));

    /// <summary>Sends a request and gives the first reply.</summary>
    public string Send(string method, string user, string credentials = "", string from = "alice", string to = "alice")
    {
        Engine.Deliver(
            $"{method} sip:{user}@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{++_branch}\r\nMax-Forwards: 70\r\nFrom: <sip:{from}@127.0.0.1>;tag=ft\r\n"
            + $"To: <sip:{to}@127.0.0.1>\r\nCall-ID: c{_branch}\r\nCSeq: 1 {method}\r\n{(credentials.Length > 0 ? credentials + "\r\n" : string.Empty)}Content-Length: 0\r\n\r\n",
            Address);
        return Engine.Take(Address)?.Text ?? string.Empty;
    }

    /// <summary>The nonce of a challenge.</summary>
    public string Nonce(string user = "challenge") => Regex.Match(Send("OPTIONS", user), "nonce=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    /// <summary>Makes a header with credentials.</summary>
    public static string Answer(string header, string method, string user, string realm, string password, string nonce, string qop = "", string algorithm = "", string count = "00000001")
    {
        var ha1 = Hash(algorithm, $"{user}:{realm}:{password}");
        var ha2 = Hash(algorithm, $"{method}:sip:x" + (qop == "auth-int" ? ":" + Hash(algorithm, string.Empty) : string.Empty));
        var response = Hash(algorithm, qop.Length > 0 ? $"{ha1}:{nonce}:{count}:cn:{qop}:{ha2}" : $"{ha1}:{nonce}:{ha2}");
        return $"{header}: Digest username=\"{user}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"sip:x\", response=\"{response}\""
            + (qop.Length > 0 ? $", qop={qop}, nc={count}, cnonce=\"cn\"" : string.Empty)
            + (algorithm.Length > 0 ? $", algorithm={algorithm}" : string.Empty);
    }

    private static string Hash(string algorithm, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        return Convert.ToHexStringLower(algorithm == "SHA-256" ? SHA256.HashData(bytes) : MD5.HashData(bytes));
    }
}
