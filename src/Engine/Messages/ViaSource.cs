using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Messages;

/// <summary>What the top Via is told about where its message really came from (RFC 3261 §18.2.1, RFC 3581 §4).</summary>
internal static class ViaSource
{
    /// <summary>True when <c>received</c> goes in: the sent-by host is another one, or the sender asked for rport.</summary>
    public static bool NeedsReceived(SipMessage message, in Via via, in HostEndPoint source)
    {
        if (!source.IsSet)
            return false;

        if (via.HasRport)
            return true;

        return !HostEndPoint.TryParseAddress(message.Span(via.Host), 0, out var host) || !host.SameAddress(source);
    }

    /// <summary>True when <c>rport</c> gets a value.</summary>
    public static bool NeedsRport(in Via via, in HostEndPoint source, bool force) => source.IsSet && (via.HasRport || force);

    /// <summary>Writes <c>;received=IP</c>.</summary>
    public static void WriteReceived(in HostEndPoint source, ByteWriter output)
    {
        output.Write(";received="u8);
        source.WriteHost(output, brackets: false);
    }

    /// <summary>Writes <c>rport=N</c>.</summary>
    public static void WriteRport(in HostEndPoint source, ByteWriter output)
    {
        output.Write("rport="u8);
        output.Write((long)source.Port);
    }
}
