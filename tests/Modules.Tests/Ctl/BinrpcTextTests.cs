using Signalbox.Engine.Buffers;
using Signalbox.Modules.Ctl;
using Signalbox.Modules.Ctl.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Ctl;

public sealed class BinrpcTextTests
{
    [Theory]
    [InlineData("7", "10 07")]
    [InlineData("-5", "40 ff ff ff fb")]
    [InlineData("0", "00")]
    [InlineData("2.5", "22 09 c4")]
    [InlineData("-0.5", "82 ff ff ff ff ff ff fe 0c")]
    [InlineData("s:1", "21 31 00")]
    [InlineData("udp:1.2.3.4:5060", "91 11 75 64 70 3a 31 2e 32 2e 33 2e 34 3a 35 30 36 30 00")]
    [InlineData("127.0.0.1", "91 0a 31 32 37 2e 30 2e 30 2e 31 00")]
    [InlineData("", "11 00")]
    [InlineData("99999999999", "91 0c 39 39 39 39 39 39 39 39 39 39 39 00")]
    public void A_word_of_the_command_line_gets_its_type(string word, string hex)
    {
        var writer = new BinrpcWriter();

        BinrpcArgument.Write(word, writer);

        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(writer.Body));
    }

    [Fact]
    public void A_number_beyond_32_bits_travels_as_text()
    {
        var writer = new BinrpcWriter();

        writer.Integer(5_000_000_000);

        var reader = new BinrpcReader(writer.Body);
        Assert.True(reader.TryRead(out var record));
        Assert.Equal((BinrpcType.Text, "5000000000"), (record.Type, record.Text));
    }

    [Fact]
    public void A_nested_structure_prints_as_kamcmd_prints_it()
    {
        var writer = new BinrpcWriter();
        writer.StartStructure();
        writer.Name("AoR");
        writer.Text("bob");
        writer.Name("Contact");
        writer.StartStructure();
        writer.Name("Q");
        writer.Number(0.5);
        writer.EndStructure();
        writer.EndStructure();
        writer.Integer(3);

        Assert.Equal("{\n\tAoR: bob\n\tContact: {\n\t\tQ: 0.500000\n\t}\n}\n3\n", Print(writer));
    }

    [Fact]
    public void A_fault_is_cut_to_its_limit()
    {
        var writer = new BinrpcWriter();

        writer.Fault(500, new string('x', 1000));

        var packet = new ByteWriter();
        writer.WritePacket(BinrpcPacketKind.Fault, 1, packet);
        var reader = new BinrpcReader(writer.Body);
        reader.TryRead(out var code);
        reader.TryRead(out var text);
        Assert.Equal((500, BinrpcWriter.MaxFaultBytes), ((int)code.Scaled, text.Text.Length));
        Assert.Equal(0x34, packet.Written[1]);
    }

    private static string Print(BinrpcWriter writer)
    {
        var records = new List<BinrpcRecord>();
        var reader = new BinrpcReader(writer.Body);
        while (reader.TryRead(out var record))
            records.Add(record);

        var output = new StringWriter { NewLine = "\n" };
        BinrpcText.Write(records, output);
        return output.ToString();
    }
}
