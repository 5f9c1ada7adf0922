using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Rtpengine;

/// <summary>
/// The words that a script gives with a command, sorted into what they become in the control protocol. A word that is not
/// known goes into the list <c>flags</c>, one with a value becomes a member of its own, so that newer servers can be used.
/// </summary>
internal sealed class NgFlags
{
    private const string Codec = "codec-";

    private static readonly string[] Protocols =
        ["RTP/AVP", "RTP/SAVP", "RTP/AVPF", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF"];

    // Word, and the list it is an entry of.
    private static readonly (string Word, string List)[] Lists =
    [
        ("replace-", "replace"), ("direction=", "direction"), ("rtcp-mux-", "rtcp-mux"), ("rtcp-mux=", "rtcp-mux"), ("SDES-", "SDES"), ("SDES=", "SDES"), ("T38-", "T.38"), ("T38=", "T.38"),
    ];

    private static readonly string[] CodecLists = ["strip", "transcode", "mask", "offer", "except", "accept", "consume", "set"];
    private readonly Dictionary<string, List<byte[]>> _lists = new(StringComparer.Ordinal);
    private readonly List<string> _codecs = [];
    private readonly ByteWriter _members = new();
    private string _protocol = string.Empty;

    /// <summary>True when the To tag goes along, whatever the command.</summary>
    public bool WithToTag { get; private set; }

    /// <summary>True when the command is about the media of the sender only.</summary>
    public bool IsDirectional { get; private set; }

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
    /// <param name="output">Takes them.</param>
    /// <param name="isAboutSdp">Offer or answer; other commands leave out what says how an SDP is changed.</param>
    public void Write(ByteWriter output, bool isAboutSdp)
    {
        output.Write(_members.Written);
        if (isAboutSdp)
            WriteList("direction", output);

        WriteList("flags", output);
        if (isAboutSdp)
        {
            WriteList("replace", output);
            WriteCodecs(output);
        }

        if (_protocol.Length > 0)
            BencodeWriter.Member("transport-protocol"u8, Latin1.ToBytes(_protocol), output);

        if (!isAboutSdp)
            return;

        WriteList("rtcp-mux", output);
        WriteList("SDES", output);
        WriteList("T.38", output);
    }

    private void Take(string word)
    {
        if (Array.IndexOf(Protocols, word) >= 0)
            _protocol = word;
        else if (!TryTakeEntry(word) && !TryTakeValue(word))
            TakeFlag(word);
    }

    private bool TryTakeEntry(string word)
    {
        foreach (var (start, list) in Lists)
        {
            if (word.Length > start.Length && word.StartsWith(start, StringComparison.Ordinal))
                return Add(list, word[start.Length..]);
        }

        if (!word.StartsWith(Codec, StringComparison.Ordinal))
            return false;

        var end = word.AsSpan(Codec.Length).IndexOfAny('-', '=') + Codec.Length;
        var name = end < Codec.Length ? string.Empty : word[Codec.Length..end];
        if (end == word.Length - 1 || Array.IndexOf(CodecLists, name) < 0)
            return false;

        if (!_codecs.Contains(name, StringComparer.Ordinal))
            _codecs.Add(name);

        return Add(Codec + name, word[(end + 1)..]);
    }

    private bool Add(string list, string entry)
    {
        if (!_lists.TryGetValue(list, out var entries))
            _lists.Add(list, entries = []);

        entries.Add(Latin1.ToBytes(entry));
        return true;
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
                TakeMember(name, value);
                break;
        }

        return true;
    }

    private void TakeMember(string name, string value)
    {
        var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (isNumber && name == "delete-delay")
            BencodeWriter.Member("delete delay"u8, number, _members);

        if (isNumber && name is "TOS" or "repacketize")
            BencodeWriter.Member(Latin1.ToBytes(name), number, _members);
        else
            BencodeWriter.Member(Latin1.ToBytes(name), Latin1.ToBytes(value), _members);
    }

    private void TakeFlag(string word)
    {
        switch (word)
        {
            case "to-tag":
                WithToTag = true;
                break;
            case "directional":
                IsDirectional = true;
                break;
            case "internal" or "external":
                Add("direction", word);
                break;
            case "RTP" or "SRTP":
                _protocol = ProtocolOf(isSecure: word == "SRTP", _protocol.EndsWith('F'));
                break;
            case "AVP" or "AVPF":
                _protocol = ProtocolOf(_protocol.Contains("SAVP", StringComparison.Ordinal), hasFeedback: word == "AVPF");
                break;
            default:
                Add("flags", word);
                break;
        }
    }

    private static string ProtocolOf(bool isSecure, bool hasFeedback) => $"RTP/{(isSecure ? "S" : "")}AVP{(hasFeedback ? "F" : "")}";

    private void WriteList(string name, ByteWriter output)
    {
        if (_lists.TryGetValue(name, out var entries))
            BencodeWriter.List(Latin1.ToBytes(name), entries, output);
    }

    private void WriteCodecs(ByteWriter output)
    {
        if (_codecs.Count == 0)
            return;

        BencodeWriter.Text("codec"u8, output);
        output.Write((byte)'d');
        foreach (var name in _codecs)
            BencodeWriter.List(Latin1.ToBytes(name), _lists[Codec + name], output);

        output.Write((byte)'e');
    }
}
