namespace Signalbox.Modules.SipTrace;

/// <summary>A name in <c>$siptrace(name)</c>.</summary>
/// <param name="Part">Which part of an address; <see cref="TracePart.Direction"/> needs no side.</param>
/// <param name="IsSource">True for the sender's side.</param>
internal sealed record TraceField(TracePart Part, bool IsSource)
{
    /// <summary>All names, for messages.</summary>
    public const string Names = "src_addr, src_host, src_hostip, src_port, src_proto, dst_addr, dst_host, dst_hostip, dst_port, dst_proto or direction";

    /// <summary>Reads a name; null when there is no such.</summary>
    public static TraceField? Parse(string name)
    {
        if (name == "direction")
            return new TraceField(TracePart.Direction, IsSource: false);

        var isSource = name.StartsWith("src_", StringComparison.Ordinal);
        if (!isSource && !name.StartsWith("dst_", StringComparison.Ordinal))
            return null;

        return name[4..] switch
        {
            "addr" => new TraceField(TracePart.Address, isSource),
            "host" => new TraceField(TracePart.Host, isSource),
            "hostip" => new TraceField(TracePart.HostIp, isSource),
            "port" => new TraceField(TracePart.Port, isSource),
            "proto" => new TraceField(TracePart.Protocol, isSource),
            _ => null,
        };
    }
}
