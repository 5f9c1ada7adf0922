using System.Text;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>One message of a recording.</summary>
/// <param name="Party">Who: uac, uas, uas1, uas2, feeder.</param>
/// <param name="IsSent">True when the test client sent it, false when the server did.</param>
/// <param name="Peer">The rest of the headline: <c>to 127.0.0.1:15060</c>, <c>tcp</c> …</param>
/// <param name="Bytes">The message with CRLF line ends.</param>
internal sealed record WireExchange(string Party, bool IsSent, string Peer, byte[] Bytes)
{
    /// <summary>True for a stream client.</summary>
    public bool IsStream => Peer.StartsWith("tcp", StringComparison.Ordinal) || Peer.StartsWith("tls", StringComparison.Ordinal);

    /// <summary>True for TLS.</summary>
    public bool IsTls => Peer.StartsWith("tls", StringComparison.Ordinal);

    /// <summary>True for IPv6; a stream's headline does not say, its Via does.</summary>
    public bool IsV6 => Peer.Contains("::1", StringComparison.Ordinal)
        || (IsStream && Encoding.Latin1.GetString(Bytes).Contains("TCP [::1]", StringComparison.Ordinal));

    /// <summary>Reads wire.txt.</summary>
    public static List<WireExchange> Read(string path)
    {
        var list = new List<WireExchange>();
        var blocks = File.ReadAllText(path, Encoding.Latin1).Split("### ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var block in blocks)
        {
            var end = block.IndexOf('\n', StringComparison.Ordinal);
            var head = block[..end];
            var words = head.Split(' ', 3);
            var size = int.Parse(head[(head.LastIndexOf('(') + 1)..head.LastIndexOf(" bytes", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
            var bytes = Encoding.Latin1.GetBytes(block[(end + 1)..].Replace("\n", "\r\n", StringComparison.Ordinal));
            list.Add(new WireExchange(words[0], words[1] == "-->", words[2].Split("  (")[0].Trim(), Fit(bytes, size)));
        }

        return list;
    }

    // The recording ends every block with a blank line; the byte count says where the message really ends.
    private static byte[] Fit(byte[] bytes, int size) => bytes.Length > size ? bytes[..size] : bytes;
}
