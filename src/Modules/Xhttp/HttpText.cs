using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Xhttp;

/// <summary>Tells HTTP requests from other messages and makes them look like SIP to the script.</summary>
internal static class HttpText
{
    private const int VersionLength = 8;

    /// <summary>True when the first line ends with <c>HTTP/1.x</c>.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="url">The URL.</param>
    /// <param name="headers">Offset of the first header line.</param>
    public static bool IsRequest(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> url, out int headers)
    {
        url = default;
        headers = bytes.IndexOf((byte)'\n') + 1;
        if (headers == 0)
            return false;

        var line = bytes[..headers].TrimEnd("\r\n"u8);
        var version = line.Length - VersionLength;
        var start = line.IndexOf((byte)' ') + 1;
        if (start == 0 || version <= start || !line[version..].StartsWith("HTTP/1."u8))
            return false;

        url = line[start..(version - 1)];
        return true;
    }

    /// <summary>Copies the request with a Via of its source as first header, so that the script finds one.</summary>
    /// <returns>Length of the copy.</returns>
    public static int AddVia(WorkerState worker, ReadOnlySpan<byte> bytes, int headers, in ReceivedFrom from, byte[] copy)
    {
        var via = worker.RentWriter();
        via.Write("Via: "u8);
        WriteSource(from, via);
        via.Write("\r\n"u8);
        bytes[..headers].CopyTo(copy);
        via.Written.CopyTo(copy.AsSpan(headers));
        bytes[headers..].CopyTo(copy.AsSpan(headers + via.Length));
        var length = bytes.Length + via.Length;
        worker.Return(via);
        return length;
    }

    /// <summary>Writes <c>SIP/2.0/TCP address:port</c> of the sender.</summary>
    public static void WriteSource(in ReceivedFrom from, Engine.Buffers.ByteWriter output)
    {
        output.Write("SIP/2.0/"u8);
        output.Write(from.Protocol.ViaName());
        output.Write((byte)' ');
        from.Remote.WriteTo(output);
    }
}
