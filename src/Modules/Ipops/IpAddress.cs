namespace Signalbox.Modules.Ipops;

/// <summary>An address read from script text, strictly: dotted decimal without leading zeros, or RFC 4291 §2.2, with or without brackets.</summary>
/// <param name="Kind">How it was written.</param>
/// <param name="Bits">The 32 or 128 bits.</param>
internal readonly record struct IpAddress(IpAddressKind Kind, UInt128 Bits)
{
    private const int Groups = 8;

    /// <summary>No address.</summary>
    public static IpAddress None => new(IpAddressKind.None, 0);

    /// <summary>32 or 128.</summary>
    public int Width => Kind == IpAddressKind.V4 ? 32 : 128;

    /// <summary>True for an address that stands without brackets.</summary>
    public bool IsPure => Kind is IpAddressKind.V4 or IpAddressKind.V6;

    /// <summary>True when both are the same address, brackets or not.</summary>
    public bool IsSame(in IpAddress other) =>
        Kind != IpAddressKind.None && other.Kind != IpAddressKind.None && Width == other.Width && Bits == other.Bits;

    /// <summary>Reads; anything that is no address gives <see cref="None"/>.</summary>
    public static IpAddress Read(ReadOnlySpan<byte> text)
    {
        if (TryReadV4(text, out var v4))
            return new IpAddress(IpAddressKind.V4, v4);

        var bracketed = text.Length > 2 && text[0] == (byte)'[' && text[^1] == (byte)']';
        if (!TryReadV6(bracketed ? text[1..^1] : text, out var bits))
            return None;

        return new IpAddress(bracketed ? IpAddressKind.V6Reference : IpAddressKind.V6, bits);
    }

    private static bool TryReadV4(ReadOnlySpan<byte> text, out uint bits)
    {
        bits = 0;
        for (var part = 0; part < 4; part++)
        {
            var end = part == 3 ? text.Length : text.IndexOf((byte)'.');
            if (end is < 1 or > 3 || (end > 1 && text[0] == (byte)'0'))
                return false;

            var number = 0u;
            foreach (var b in text[..end])
            {
                if (!char.IsAsciiDigit((char)b))
                    return false;

                number = number * 10 + (b - (uint)'0');
            }

            if (number > 255)
                return false;

            bits = (bits << 8) | number;
            text = part == 3 ? text : text[(end + 1)..];
        }

        return true;
    }

    private static bool TryReadV6(ReadOnlySpan<byte> text, out UInt128 bits)
    {
        bits = 0;
        var gap = text.IndexOf("::"u8);
        if (gap < 0)
            return TryReadGroups(text, out bits, out var all) && all == Groups;

        var after = text[(gap + 2)..];
        if (!TryReadGroups(text[..gap], out var left, out var leftCount) || !TryReadGroups(after, out var right, out var rightCount))
            return false;

        // "::" stands for at least one group.
        if (leftCount + rightCount >= Groups)
            return false;

        bits = leftCount == 0 ? right : (left << (16 * (Groups - leftCount))) | right;
        return true;
    }

    /// <summary>Groups with single colons between them; the last may be dotted decimal, which counts as two.</summary>
    private static bool TryReadGroups(ReadOnlySpan<byte> text, out UInt128 bits, out int count)
    {
        bits = 0;
        count = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)':');
            var group = end < 0 ? text : text[..end];
            if (end < 0 && TryReadV4(group, out var v4))
            {
                bits = (bits << 32) | v4;
                count += 2;
                return count <= Groups;
            }

            if (!TryReadGroup(group, out var value) || ++count > Groups)
                return false;

            bits = (bits << 16) | value;
            if (end < 0)
                return true;

            text = text[(end + 1)..];
            if (text.IsEmpty)
                return false;
        }

        return true;
    }

    private static bool TryReadGroup(ReadOnlySpan<byte> text, out uint value)
    {
        value = 0;
        if (text.Length is 0 or > 4)
            return false;

        foreach (var b in text)
        {
            if (!char.IsAsciiHexDigit((char)b))
                return false;

            value = (value << 4) | (uint)(b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10);
        }

        return true;
    }
}
