using Signalbox.Engine.Dns;
using Signalbox.Modules.Ipops;

namespace Signalbox.Modules.Tests.Ipops;

public sealed class RecordOrderTests
{
    [Fact]
    public void Services_come_by_priority_then_by_weight()
    {
        var records = ServiceRecords.Read([Service(20, 5, "c"), Service(10, 1, "b"), Service(10, 7, "a")]);

        Assert.Equal(["a", "b", "c"], records.ConvertAll(static one => one["target"].ToText()));
    }

    [Fact]
    public void Authorities_come_by_order_then_by_preference()
    {
        var records = AuthorityRecords.Read([Authority(20, 5, "c"), Authority(10, 7, "b"), Authority(10, 1, "a")]);

        Assert.Equal(["a", "b", "c"], records.ConvertAll(static one => one["replace"].ToText()));
    }

    private static DnsRecord Service(int priority, int weight, string target) =>
        new() { Type = DnsRecordType.Srv, Priority = priority, Weight = weight, Target = target };

    private static DnsRecord Authority(int order, int preference, string target) =>
        new() { Type = DnsRecordType.Naptr, Priority = order, Weight = preference, Target = target };
}
