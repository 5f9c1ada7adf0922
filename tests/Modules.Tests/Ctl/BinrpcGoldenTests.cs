using System.Buffers;
using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Ctl;
using Signalbox.Modules.Ctl.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Ctl;

public sealed class BinrpcGoldenTests
{
    // What the server must refuse cannot come out of our writer.
    private static readonly string[] NotWellFormed = ["bad magic", "version 2"];

    public static TheoryData<int> Exchanges => new(Enumerable.Range(0, RecordedExchange.ReadAll().Count));

    [Fact]
    public void The_recording_holds_enough_exchanges() => Assert.True(RecordedExchange.ReadAll().Count > 20);

    [Theory, MemberData(nameof(Exchanges))]
    public void A_recorded_packet_is_written_back_byte_for_byte(int index)
    {
        var exchange = RecordedExchange.ReadAll()[index];

        if (!NotWellFormed.Contains(exchange.Name))
            Assert.Equal(Convert.ToHexString(exchange.Request), Convert.ToHexString(Rewrite(exchange.Request)));
        Assert.Equal(Convert.ToHexString(exchange.Reply), Convert.ToHexString(Rewrite(exchange.Reply)));
    }

    [Theory, MemberData(nameof(Exchanges))]
    public void A_recorded_reply_reads_as_decoded_by_its_recorder(int index)
    {
        var exchange = RecordedExchange.ReadAll()[index];
        BinrpcHeader.Read(exchange.Reply, out var header, out var consumed);

        var actual = Describe(exchange.Reply.AsSpan(consumed, (int)header.BodyBytes));

        Assert.StartsWith(exchange.Decoded, actual, StringComparison.Ordinal);
    }

    private static byte[] Rewrite(ReadOnlySpan<byte> packets)
    {
        var output = new ByteWriter();
        while (!packets.IsEmpty)
        {
            Assert.Equal(OperationStatus.Done, BinrpcHeader.Read(packets, out var header, out var consumed));
            var writer = new BinrpcWriter();
            var reader = new BinrpcReader(packets.Slice(consumed, (int)header.BodyBytes));
            while (reader.TryRead(out var record))
                Copy(record, writer);

            Assert.True(reader.IsComplete);
            writer.WritePacket(header.Kind, header.Cookie, output);
            packets = packets[(consumed + (int)header.BodyBytes)..];
        }

        return output.Written.ToArray();
    }

    private static void Copy(BinrpcRecord record, BinrpcWriter writer)
    {
        switch (record.Type)
        {
            case BinrpcType.Integer:
                writer.Integer(record.Scaled);
                break;
            case BinrpcType.Number:
                writer.Number(record.Scaled / 1000.0);
                break;
            case BinrpcType.Name:
                writer.Name(record.Text);
                break;
            case BinrpcType.Structure when record.IsEnd:
                writer.EndStructure();
                break;
            case BinrpcType.Structure:
                writer.StartStructure();
                break;
            default:
                writer.Text(record.Text);
                break;
        }
    }

    private static string Describe(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder("[");
        var reader = new BinrpcReader(body);
        var needsComma = false;
        var named = new Stack<bool>([false]);
        while (reader.TryRead(out var record))
        {
            if (record.IsEnd)
            {
                text.Append(named.Pop() ? "]]]" : "]]");
                continue;
            }

            if (needsComma && text[^1] != '[')
                text.Append(", ");
            needsComma = true;
            switch (record.Type)
            {
                case BinrpcType.Name:
                    text.Append("[\"").Append(record.Text).Append("\", ");
                    needsComma = false;
                    reader.TryRead(out var value);
                    if (value.Type == BinrpcType.Structure)
                    {
                        named.Push(true);
                        text.Append("[\"struct\", [");
                    }
                    else
                    {
                        text.Append(Scalar(value)).Append(']');
                        needsComma = true;
                    }

                    break;
                case BinrpcType.Structure:
                    named.Push(false);
                    text.Append("[\"struct\", [");
                    break;
                default:
                    text.Append(Scalar(record));
                    break;
            }
        }

        return text.Append(']').ToString();
    }

    private static string Scalar(BinrpcRecord record) => record.Type switch
    {
        BinrpcType.Integer => $"[\"int\", {record.Display}]",
        BinrpcType.Number => $"[\"dbl\", {(record.Scaled / 1000.0).ToString("0.0##", System.Globalization.CultureInfo.InvariantCulture)}]",
        _ => $"[\"str\", \"{record.Text}\"]",
    };
}
