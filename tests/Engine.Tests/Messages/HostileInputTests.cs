using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

/// <summary>Whatever comes in, nothing throws and what is written fits together.</summary>
public sealed class HostileInputTests
{
    private const int Mutations = 100_000;

    private readonly SipMessage _message = new();
    private readonly SipMessage _copy = new();
    private readonly MessageEdits _edits = new();
    private readonly ByteWriter _output = new();

    [Fact]
    public void Every_prefix_of_every_message_is_survived()
    {
        foreach (var bytes in Corpus())
        {
            var step = Math.Max(1, bytes.Length / 1500);
            for (var length = 0; length <= bytes.Length; length += step)
                Use(bytes, length);
        }
    }

    [Fact]
    public void Mutated_messages_are_survived()
    {
        var random = new Random(20260101);
        var corpus = Corpus();
        ReadOnlySpan<byte> spice = "\r\n \t:;,<>\"@=?*/[]\\\0%0z\xFF"u8;
        for (var i = 0; i < Mutations; i++)
        {
            var source = corpus[random.Next(corpus.Count)];
            var bytes = source.AsSpan(0, Math.Min(source.Length, 2000)).ToArray();
            for (var change = random.Next(1, 5); change > 0 && bytes.Length > 0; change--)
                bytes[random.Next(bytes.Length)] = spice[random.Next(spice.Length)];

            Use(bytes, bytes.Length);
        }
    }

    private static List<byte[]> Corpus()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "Cases", "sip");
        var corpus = new List<byte[]> { Sip.Bytes(Sip.Invite) };
        foreach (var file in Directory.GetFiles(root, "*.dat", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            corpus.Add(File.ReadAllBytes(file));

        foreach (var file in Directory.GetFiles(root, "*.sip", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            corpus.AddRange(Recording.Read(file).Where(m => m.ToServer).Select(m => m.Bytes).Take(3));

        return corpus;
    }

    private void Use(byte[] bytes, int length)
    {
        MessageMeasure.TryMeasure(bytes.AsSpan(0, length), out _, out _, out _);
        if (!_message.TryParse(bytes, length))
        {
            Assert.NotEqual(ParseError.None, _message.Error);
            return;
        }

        ReadValues();
        _copy.CopyFrom(_message, bytes);
        _output.Clear();
        _edits.Clear();
        _edits.AppendHeader("X: 1\r\n"u8);
        _edits.RemoveHeader(_message.HeaderCount / 2);
        _edits.SetBody("new body"u8);
        WriteAll();
    }

    private void ReadValues()
    {
        SipUriParser.TryParse(_message.Span(_message.RequestUri), out _);
        _message.TryGetMaxForwards(out _, out _);
        _message.TryGetFrom(out _);
        _ = _message.HasRequired;
        for (var found = _message.TryGetVia(out var via); found;)
            found = _message.TryGetNextVia(via, out via);

        foreach (var id in (ReadOnlySpan<HeaderName>)[HeaderName.Route, HeaderName.Contact, HeaderName.RecordRoute])
        {
            var reader = new NameAddressReader(_message, id);
            while (reader.TryRead(out var value))
            {
                _edits.Remove(value.Extent);
                SipUriParser.TryParse(_message.Span(value.Address.Uri), out _);
            }
        }
    }

    private void WriteAll()
    {
        var source = new HostEndPoint([192, 0, 2, 1], 5060);
        MessageWriter.WriteForwardedReply(_copy, _edits, _output);
        MessageWriter.WriteLocalReply(_message, 200, "OK"u8, "tag"u8, new LocalReplyParts { Source = source, ForceRport = true }, _output);
        MessageWriter.WriteCancel(_message, _output, default);
        MessageWriter.WriteAck(_message, "To: <sip:a>\r\n"u8, _output);
        Span<byte> digest = stackalloc byte[ToTags.Length];
        BranchId.WriteDigest(_message, digest);
        ToTags.Stateless("127.0.0.1", 5060).Write(_message, digest);
        _output.Clear();
        MessageWriter.WriteRequest(_message, "sip:x"u8, _edits, null, new ForwardVia { Local = source, Source = source, Branch = "b"u8 }, _output);
        Assert.False(_output.Overflowed);
        Assert.True(_output.Written.EndsWith("new body"u8));
    }
}
