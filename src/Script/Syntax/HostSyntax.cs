using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Syntax;

/// <summary><c>[proto:]host[:port]</c>; several hosts are one multi-homed address.</summary>
internal sealed class HostSyntax(SourceSpan span, string? protocol, IReadOnlyList<NameSyntax> hosts, NameSyntax? port) : SyntaxNode(span)
{
    /// <summary><c>udp</c>, <c>tcp</c>, <c>tls</c>, <c>sctp</c>, <c>*</c> or null.</summary>
    public string? Protocol { get; } = protocol;

    public IReadOnlyList<NameSyntax> Hosts { get; } = hosts;

    /// <summary>A number.</summary>
    public NameSyntax? Port { get; } = port;

    /// <summary>As in <c>udp:127.0.0.1:5060</c>, with IPv6 addresses in brackets.</summary>
    public string Text => ToString();

    public override void Print(CfgWriter writer)
    {
        if (Protocol is not null)
            writer.Write(Protocol).Write(":");

        if (Hosts.Count == 1)
            PrintHost(writer, Hosts[0]);
        else
            PrintList(writer);

        if (Port is not null)
            writer.Write(":").Write(Port);
    }

    private void PrintList(CfgWriter writer)
    {
        writer.Write("(");
        for (var i = 0; i < Hosts.Count; i++)
        {
            if (i > 0)
                writer.Write(", ");

            PrintHost(writer, Hosts[i]);
        }

        writer.Write(")");
    }

    private static void PrintHost(CfgWriter writer, NameSyntax host)
    {
        if (host.Text.Contains(':', StringComparison.Ordinal))
            writer.Write("[").Write(host).Write("]");
        else if (host.Text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '*'))
            writer.Write(host);
        else
            writer.WriteQuoted(host.Text);
    }
}
