using System.IO.Compression;
using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Hep.Api;

/// <summary>Inflates payloads of HEP chunk 0x10, zlib or gzip, up to a limit.</summary>
internal static class HepInflater
{
    /// <summary>Octets that a payload may have when it is inflated: more than any SIP message, less than what hurts.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Inflates a piece of a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="range">The compressed bytes.</param>
    /// <param name="target">Gets the result; grown when it is too small.</param>
    /// <returns>Number of bytes; 0 when the bytes are damaged, empty or more than <see cref="MaxBytes"/>.</returns>
    public static int Inflate(byte[] packet, TextRange range, ref byte[] target)
    {
        try
        {
            using var source = Open(packet, range);
            var length = 0;
            for (var count = Read(source, ref target, length); count > 0; count = Read(source, ref target, length))
            {
                length += count;
                if (length > MaxBytes)
                    return 0;
            }

            return length;
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }

    private static Stream Open(byte[] packet, TextRange range)
    {
        var source = new MemoryStream(packet, range.Start, range.Length, writable: false);
        var isGzip = packet.AsSpan(range.Start, range.Length).StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        return isGzip ? new GZipStream(source, CompressionMode.Decompress) : new ZLibStream(source, CompressionMode.Decompress);
    }

    private static int Read(Stream source, ref byte[] target, int length)
    {
        if (length == target.Length)
            Array.Resize(ref target, target.Length * 2);

        return source.Read(target, length, target.Length - length);
    }
}
