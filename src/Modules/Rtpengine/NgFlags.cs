using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Rtpengine;

/// <summary>
/// The words that a script gives with a command, sorted into what they become in the control protocol. A word that is not
/// known goes into the list <c>flags</c>, one with a value becomes a member of its own, so that newer servers can be used.
/// </summary>
internal sealed class NgFlags
{
    private const string Replace = "replace-";
    private static readonly string[] Protocols =
        ["RTP/AVP", "RTP/SAVP", "RTP/AVPF", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF"];

    private static readonly string[] Lists = ["direction", "rtcp-mux", "SDES", "codec-strip", "codec-transcode", "codec-mask", "codec-offer", "codec-except", "codec-accept", "codec-consume", "codec-set"];
    private readonly List<byte[]> _flags = [];
    private readonly List<byte[]> _replace = [];
    private readonly Dictionary<string, List<byte[]>> _lists = new(StringComparer.Ordinal);
    private readonly List<(byte[] Name, byte[] Value)> _members = [];

    /// <summary>True when the To tag goes along, whatever the command.</summary>
    public bool WithToTag { get; private set; }

    /// <summary>How the branch is told: empty, auto, 1, 2 or extra.</summary>
    public string ViaBranch { get; private set; } = string.Empty;

    /// <summary>Call-ID, From tag and To tag instead of those of the message; null = those of the message.</summary>
    public byte[]? CallId { get; private set; }

    /// <summary>See <see cref="CallId"/>.</summary>
    public byte[]? FromTag { get; private set; }

    /// <summary>See <see cref="CallId"/>.</summary>
    public byte[]? ToTag { get; private set; }

    /// <summary>Reads the words.</summary>
    public static NgFlags Parse(string text)
    {
        var flags = new NgFlags();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            flags.Take(word);

        return flags;
    }

    /// <summary>Writes the members that stand before the Call-ID.</summary>
    public void Write(ByteWriter output)
    {
        foreach (var (name, values) in _lists)
        {
            if (!name.StartsWith("codec-", StringComparison.Ordinal))
                BencodeWriter.List(Latin1.ToBytes(name), values, output);
        }

        BencodeWriter.List("flags"u8, _flags, output);
        BencodeWriter.List("replace"u8, _replace, output);
        WriteCodecs(output);
        foreach (var (name, value) in _members)
            BencodeWriter.Member(name, value, output);
    }

    private void Take(string word)
    {
        if (word.StartsWith(Replace, StringComparison.Ordinal))
            _replace.Add(Latin1.ToBytes(word[Replace.Length..]));
        else if (Array.IndexOf(Protocols, word) >= 0)
            _members.Add(("transport-protocol"u8.ToArray(), Latin1.ToBytes(word)));
        else if (!TryTakeList(word) && !TryTakeValue(word))
            TakeFlag(word);
    }

    private bool TryTakeList(string word)
    {
        foreach (var name in Lists)
        {
            if (word.Length <= name.Length + 1 || !word.StartsWith(name, StringComparison.Ordinal) || word[name.Length] is not ('-' or '='))
                continue;

            if (!_lists.TryGetValue(name, out var values))
                _lists.Add(name, values = []);

            values.Add(Latin1.ToBytes(word[(name.Length + 1)..]));
            return true;
        }

        return false;
    }

    private bool TryTakeValue(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return false;

        var name = word[..equals];
        var value = word[(equals + 1)..];
        switch (name)
        {
            case "via-branch":
                ViaBranch = value;
                break;
            case "call-id":
                CallId = Latin1.ToBytes(value);
                break;
            case "from-tag":
                FromTag = Latin1.ToBytes(value);
                break;
            case "to-tag":
                ToTag = Latin1.ToBytes(value);
                WithToTag = true;
                break;
            default:
                _members.Add((Latin1.ToBytes(name), Latin1.ToBytes(value)));
                break;
        }

        return true;
    }

    private void TakeFlag(string word)
    {
        switch (word)
        {
            case "to-tag":
                WithToTag = true;
                break;
            case "trust-address":
                // What a server does without the flag SIP-source-address.
                _flags.RemoveAll(static flag => flag.AsSpan().SequenceEqual("SIP-source-address"u8));
                break;
            case "force":
                // A mark of an older proxy in the SDP is not looked at.
                break;
            case "RTP" or "AVP" or "SRTP" or "SAVP" or "AVPF" or "SAVPF":
                _members.Add(("transport-protocol"u8.ToArray(), Latin1.ToBytes(ProtocolOf(word))));
                break;
            default:
                _flags.Add(Latin1.ToBytes(word));
                break;
        }
    }

    private static string ProtocolOf(string word) => word switch
    {
        "SRTP" or "SAVP" => "RTP/SAVP",
        "AVPF" => "RTP/AVPF",
        "SAVPF" => "RTP/SAVPF",
        _ => "RTP/AVP",
    };

    private void WriteCodecs(ByteWriter output)
    {
        var isOpen = false;
        foreach (var (name, values) in _lists)
        {
            if (!name.StartsWith("codec-", StringComparison.Ordinal))
                continue;

            if (!isOpen)
            {
                BencodeWriter.Text("codec"u8, output);
                output.Write((byte)'d');
                isOpen = true;
            }

            BencodeWriter.List(Latin1.ToBytes(name["codec-".Length..]), values, output);
        }

        if (isOpen)
            output.Write((byte)'e');
    }
}
