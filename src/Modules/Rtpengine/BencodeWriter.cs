using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Rtpengine;

/// <summary>Writes bencoded values (BEP 3): <c>4:text</c>, <c>i5e</c>, <c>l…e</c>, <c>d…e</c>.</summary>
internal static class BencodeWriter
{
    /// <summary>Writes text.</summary>
    public static void Text(ReadOnlySpan<byte> text, ByteWriter output)
    {
        output.Write((long)text.Length);
        output.Write((byte)':');
        output.Write(text);
    }

    /// <summary>Writes a member of a dictionary whose value is text.</summary>
    public static void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteWriter output)
    {
        Text(name, output);
        Text(value, output);
    }

    /// <summary>Writes a member of a dictionary whose value is a number.</summary>
    public static void Member(ReadOnlySpan<byte> name, int value, ByteWriter output)
    {
        Text(name, output);
        output.Write((byte)'i');
        output.Write((long)value);
        output.Write((byte)'e');
    }

    /// <summary>Writes a member of a dictionary whose value is a list of texts; an empty list is left out.</summary>
    public static void List(ReadOnlySpan<byte> name, List<byte[]> values, ByteWriter output)
    {
        if (values.Count == 0)
            return;

        Text(name, output);
        output.Write((byte)'l');
        foreach (var value in values)
            Text(value, output);

        output.Write((byte)'e');
    }
}
