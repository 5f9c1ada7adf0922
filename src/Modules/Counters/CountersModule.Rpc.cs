using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Counters;

/// <content>Commands; texts are the peer's.</content>
internal sealed partial class CountersModule
{
    private const int BadRequest = 400;
    private const string NotDescribed = "kamailio statistic (no description)";

    [Rpc("cnt.get", Summary = "Shows a counter: group name; or all of a group.")]
    public void RpcGet(RpcCall call)
    {
        if (call.Parameters.Count == 1)
            RpcGetGroup(call);
        else if (TryFind(call, out var found))
            call.Add(RpcValue.Of(found.Value));
    }

    [Rpc("cnt.get_raw", Summary = "Shows a counter as it is kept: group name.")]
    public void RpcGetRaw(RpcCall call)
    {
        if (TryFind(call, out var found))
            call.Add(RpcValue.Of(found.Value));
    }

    [Rpc("cnt.reset", Summary = "Puts a counter back to 0: group name. Those of the core only count on.")]
    public void RpcReset(RpcCall call)
    {
        if (TryFind(call, out var found))
            found.Counter?.Reset();
    }

    [Rpc("cnt.help", Summary = "Says what a counter counts: group name.")]
    public void RpcHelp(RpcCall call)
    {
        if (TryFind(call, out var found))
            call.Add(found.Description.Length > 0 ? found.Description : NotDescribed);
    }

    [Rpc("cnt.list_groups", Summary = "Lists the groups of counters.", IsList = true)]
    [Rpc("cnt.grps_list", Summary = "Lists the groups of counters.", IsList = true)]
    public void RpcListGroups(RpcCall call)
    {
        var last = string.Empty;
        foreach (var statistic in All())
        {
            if (statistic.Group != last)
                call.Add(statistic.Group);

            last = statistic.Group;
        }
    }

    [Rpc("cnt.list_vars", Summary = "Lists the counters of a group.", IsList = true)]
    [Rpc("cnt.var_list", Summary = "Lists the counters of a group.", IsList = true)]
    public void RpcListNames(RpcCall call)
    {
        if (!TryReadText(call, 0, out var group))
            return;

        foreach (var statistic in All())
        {
            if (statistic.Group == group)
                call.Add(statistic.Name);
        }
    }

    [Rpc("cnt.get_vars", Summary = "Shows all counters of a group.")]
    [Rpc("cnt.grp_get_all", Summary = "Shows all counters of a group.")]
    public void RpcGetGroup(RpcCall call)
    {
        if (!TryReadText(call, 0, out var group))
            return;

        var row = call.AddStruct();
        foreach (var statistic in All())
        {
            if (statistic.Group == group)
                row.With(statistic.Name, statistic.Value);
        }
    }

    private static bool TryReadText(RpcCall call, int index, out string text)
    {
        text = call.Text(index) ?? string.Empty;
        if (call.Text(index) is null)
            call.Fault(BadRequest, $"error at parameter {index}: expected string type but end of packet encountered");

        return call.FaultCode == 0;
    }

    private bool TryFind(RpcCall call, out ServerStatistic found)
    {
        found = null!;
        if (!TryReadText(call, 0, out var group) || !TryReadText(call, 1, out var name))
            return false;

        var statistic = All().Find(one => one.Group == group && one.Name == name);
        if (statistic is null)
            call.Fault(BadRequest, $"non-existent counter {group}.{name}\n");
        else
            found = statistic;

        return statistic is not null;
    }

    private List<ServerStatistic> All() => ServerStatistics.All(reload.Current, workers);
}
