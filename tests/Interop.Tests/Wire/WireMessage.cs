using System.Text;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>One message between two addresses.</summary>
/// <param name="From">Sender, <c>127.0.0.1:5060</c>.</param>
/// <param name="To">Receiver.</param>
/// <param name="Transport">IP protocol number as HEP has it: 6, 17, or 22 for all that is wrapped.</param>
/// <param name="Bytes">The message, without frames.</param>
internal sealed record WireMessage(string From, string To, int Transport, byte[] Bytes)
{
    public const int Tcp = 6;
    public const int Udp = 17;
    public const int Wrapped = 22;

    /// <summary>True for SIP; handshakes of WebSockets are HTTP.</summary>
    public bool IsSip => Text.Split("\r\n")[0].Contains("SIP/2.0", StringComparison.Ordinal);

    public string Text => Encoding.Latin1.GetString(Bytes);

    /// <summary>The messages of each way between two addresses, in order, as text.</summary>
    public static SortedDictionary<string, List<string>> ByFlow(IEnumerable<WireMessage> messages)
    {
        var flows = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            var flow = $"{message.From} > {message.To}";
            if (!flows.TryGetValue(flow, out var list))
                flows.Add(flow, list = []);

            list.Add($"{message.Transport} {message.Text}");
        }

        return flows;
    }
}
