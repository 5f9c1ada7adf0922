using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>JSON-RPC over HTTP: a connection for each request, because a damaged Content-Length swallows what follows it.</summary>
internal sealed partial class HttpFuzz(string name, Func<Socket> open) : FuzzDoor(name)
{
    /// <inheritdoc />
    public override string? Ask(byte[] request)
    {
        using var socket = open();
        socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;

        // Thousands of ports would be waiting for late segments otherwise.
        socket.LingerState = new LingerOption(enable: true, 0);
        var reply = new StringBuilder();
        try
        {
            socket.Send(request);

            // What is not whole ends here: the server must not keep the connection for it.
            if (Silence(request) is not null)
                socket.Shutdown(SocketShutdown.Send);

            var buffer = new byte[65536];
            while (!IsWhole(reply.ToString()) && socket.Receive(buffer) is var count and > 0)
                reply.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (SocketException end) when (end.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // The server closes on what is no message.
        }

        if (reply.Length == 0)
            return null;

        // Two empty lines are a ping of RFC 5626 on these connections, which are those of SIP, too; it gets one.
        var answer = reply.ToString().TrimStart('\r', '\n');
        if (answer.Length == 0)
            return "pong";

        // The version is that of the request.
        var status = StatusLine().Match(answer);
        Assert.True(status.Success, answer);
        return status.Groups[1].Value;
    }

    /// <inheritdoc />
    public override string? Silence(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return "head not whole";

        var lines = text[..end].Split("\r\n");
        if (!RequestLine().IsMatch(lines[0]))
            return "no HTTP request";

        if (!Array.TrueForAll(lines[1..], static line => HeaderLine().IsMatch(line)))
            return "no header";

        var lengths = Array.FindAll(lines, static line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        if (lengths is not [var only] || only != $"Content-Length: {text.Length - end - 4}")
            return "length is not that of the body";

        using var document = JsonText.Read(request.AsMemory(end + 4));
        return document is null ? "no JSON" : null;
    }

    private static bool IsWhole(string reply)
    {
        var end = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = ContentLength().Match(reply);
        return end >= 0 && length.Success && reply.Length >= end + 4 + int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^POST /RPC HTTP/1\\.[01]\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RequestLine();

    [GeneratedRegex("^[A-Za-z-]+: [\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderLine();

    [GeneratedRegex("^HTTP/1\\.[^\r\n] ([1-6][0-9][0-9]) [^\r\n]+\r\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StatusLine();

    [GeneratedRegex("\r\nContent-Length: ([0-9]+)\r\n", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ContentLength();
}
