using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Sets and destinations as dispatcher.list shows them; names and order are the peer's.</summary>
/// <param name="mode">short = without attributes, full = with the address; anything else = the usual.</param>
/// <param name="countsCalls">True when calls are counted.</param>
/// <param name="measuresLatency">True when answer times are measured.</param>
internal sealed class DispatchListing(string mode, bool countsCalls, bool measuresLatency)
{
    /// <summary>All sets.</summary>
    public void Write(IReadOnlyList<DispatchSet> sets, RpcValue output)
    {
        var records = RpcValue.List();
        foreach (var set in sets)
        {
            var targets = RpcValue.List();
            foreach (var target in set.Targets)
                targets.With("DEST", Of(target));

            records.With("SET", RpcValue.Struct().With("ID", set.Id).With("TARGETS", targets));
        }

        output.With("NRSETS", sets.Count).With("RECORDS", records);
    }

    private RpcValue Of(DispatchTarget target)
    {
        var row = RpcValue.Struct()
            .With("URI", target.Line.Uri)
            .With("FLAGS", DispatchState.Show(target.Flags))
            .With("PRIORITY", target.Line.Priority);
        if (mode == "full")
            AddAddress(row, target);

        if (mode != "short" && target.Line.Attributes is { Body.Length: > 0 } attributes)
            row.With("ATTRS", Of(attributes));

        if (countsCalls)
            row.With("RUNTIME", RpcValue.Struct().With("DLGLOAD", target.Load.Calls));

        if (measuresLatency)
            row.With("LATENCY", Of(target.Latency));

        return row;
    }

    private static void AddAddress(RpcValue row, DispatchTarget target) => row
        .With("HOST", Latin1.ToText(target.Host))
        .With("IPADDR", target.Addresses.Count > 0 ? target.Addresses[0].HostText() : string.Empty)
        .With("PORT", target.Port)
        .With("PROTOID", (int)target.Protocol)
        .With("DNSTIME_SEC", 0)
        .With("DNSTIME_USEC", 0);

    private static RpcValue Of(DestinationAttributes attributes) => RpcValue.Struct()
        .With("BODY", attributes.Body)
        .With("DUID", attributes.Id)
        .With("MAXLOAD", attributes.MaxLoad)
        .With("WEIGHT", attributes.Weight)
        .With("RWEIGHT", attributes.RelativeWeight)
        .With("SOCKET", attributes.SocketText)
        .With("SOCKNAME", attributes.SocketName)
        .With("OBPROXY", attributes.OutboundProxy);

    private static RpcValue Of(DispatchLatency latency) => RpcValue.Struct()
        .With("AVG", RpcValue.OfDouble(latency.Average))
        .With("STD", RpcValue.OfDouble(latency.Deviation))
        .With("EST", RpcValue.OfDouble(latency.Estimate))
        .With("MAX", latency.Max)
        .With("TIMEOUT", latency.Timeouts);
}
