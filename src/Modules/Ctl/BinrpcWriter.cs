using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>Builds the body of a BINRPC packet, record by record, in the shortest form as the peer's clients expect it.</summary>
internal sealed class BinrpcWriter
{
    /// <summary>What a null string looks like on the wire.</summary>
    public const string NullText = "<null string>";

    /// <summary>The longest text of a fault, in bytes.</summary>
    public const int MaxFaultBytes = 255;

    private readonly ByteWriter _body = new();

    /// <summary>The records written so far.</summary>
    public ReadOnlySpan<byte> Body => _body.Written;

    /// <summary>False when the records did not fit; the packet must not be sent then.</summary>
    public bool IsWhole => !_body.Overflowed;

    /// <summary>Forgets the records.</summary>
    public void Clear() => _body.Clear();

    /// <summary>
    /// Appends an integer. The wire has 32 bits; a value that needs more is written as decimal text, which every client
    /// prints alike, rather than as another number.
    /// </summary>
    public void Integer(long value)
    {
        switch (value)
        {
            case < int.MinValue or > uint.MaxValue:
                Text(value.ToString(CultureInfo.InvariantCulture));
                break;
            case < 0:
                WriteSized(BinrpcType.Integer, (uint)(int)value, 4);
                break;
            default:
                WriteSized(BinrpcType.Integer, (ulong)value, MinimalBytes((ulong)value));
                break;
        }
    }

    /// <summary>Appends a number with three decimals.</summary>
    public void Number(double value)
    {
        var scaled = (long)Math.Round(value * 1000, MidpointRounding.AwayFromZero);
        WriteSized(BinrpcType.Number, (ulong)scaled, scaled < 0 ? 8 : MinimalBytes((ulong)scaled));
    }

    /// <summary>Appends text; null becomes <see cref="NullText"/>.</summary>
    public void Text(string? value) => WriteText(BinrpcType.Text, value ?? NullText);

    /// <summary>Appends a member's name; its value follows.</summary>
    public void Name(string name) => WriteText(BinrpcType.Name, name);

    /// <summary>Opens a structure.</summary>
    public void StartStructure() => _body.Write((byte)BinrpcType.Structure);

    /// <summary>Closes the structure opened last.</summary>
    public void EndStructure() => _body.Write((byte)((byte)BinrpcType.Structure | 0x80));

    /// <summary>Replaces whatever was written by an error code and its text.</summary>
    public void Fault(int code, string reason)
    {
        Clear();
        Integer(code);
        Text(reason.Length > MaxFaultBytes ? reason[..MaxFaultBytes] : reason);
    }

    /// <summary>Writes header and body to <paramref name="packet"/>.</summary>
    public void WritePacket(BinrpcPacketKind kind, uint cookie, ByteWriter packet)
    {
        new BinrpcHeader(kind, (uint)_body.Length, cookie).WriteTo(packet);
        packet.Write(_body.Written);
    }

    private void WriteText(BinrpcType type, string value)
    {
        // A zero would end the text early in every reader written in C.
        var clean = value.Contains('\0', StringComparison.Ordinal) ? value.Replace('\0', '?') : value;
        var length = clean.Length + 1;
        if (length < 8)
        {
            _body.Write((byte)((length << 4) | (byte)type));
        }
        else
        {
            var lengthBytes = MinimalBytes((ulong)length);
            _body.Write((byte)(0x80 | (lengthBytes << 4) | (byte)type));
            WriteBigEndian((ulong)length, lengthBytes);
        }

        _body.Write(Latin1.ToBytes(clean));
        _body.Write((byte)0);
    }

    private void WriteSized(BinrpcType type, ulong value, int count)
    {
        _body.Write((byte)((count << 4) | (byte)type));
        WriteBigEndian(value, count);
    }

    private void WriteBigEndian(ulong value, int count)
    {
        for (var shift = (count - 1) * 8; shift >= 0; shift -= 8)
            _body.Write((byte)(value >> shift));
    }

    private static int MinimalBytes(ulong value)
    {
        var count = 0;
        for (; value > 0; value >>= 8)
            count++;

        return count;
    }
}
