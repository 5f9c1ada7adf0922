using System.Text;
using Signalbox.Modules.Tests.Usrloc;

namespace Signalbox.Modules.Tests.Registrar;

/// <summary>Contacts and the connections that they came by: handle_lost_tcp, close_expired_tcp, lookup_filter_mode 2.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void A_contact_goes_with_its_connection_when_that_is_wanted(bool wanted, int left)
    {
        var bench = new RegistrarBench(setLocations: module => module.HandleLostTcp = wanted);
        Register(bench, "sip:bob@192.0.2.1", connection: 7);
        Register(bench, "sip:bob@192.0.2.2", connection: 8);

        bench.Connections.Close(7);
        bench.Timers.FireAll(bench.Requests.Worker);

        Assert.Equal(left, bench.Locations.Table("location").ContactCount);
    }

    [Fact]
    public void A_contact_without_a_connection_stays()
    {
        var bench = new RegistrarBench(setLocations: module => module.HandleLostTcp = true);
        Register(bench, "sip:bob@192.0.2.1", connection: 0);

        bench.Timers.FireAll(bench.Requests.Worker);

        Assert.Equal(1, bench.Locations.Table("location").ContactCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_connection_of_an_expired_contact_is_closed_when_that_is_wanted(bool wanted)
    {
        var bench = new RegistrarBench(module => module.DefaultExpires = 60, module => module.CloseExpiredTcp = wanted);
        Register(bench, "sip:bob@192.0.2.1", connection: 7);

        bench.Time.Advance(TimeSpan.FromSeconds(61));
        bench.Timers.FireAll(bench.Requests.Worker);

        Assert.Equal(0, bench.Locations.Table("location").ContactCount);
        Assert.Equal(wanted, bench.Connections.Find(7) is null);
    }

    [Fact]
    public void Lookup_passes_over_contacts_whose_connection_is_gone()
    {
        var bench = new RegistrarBench(module => module.LookupFilterMode = 2);
        Register(bench, "sip:bob@192.0.2.1", connection: 7);
        Register(bench, "sip:bob@192.0.2.2", connection: 8);
        bench.Connections.Close(7);

        var context = bench.Requests.Parse(TestRequests.Invite("sip:bob@example.com"));

        Assert.Equal(1, bench.Module.Lookup(context, "location").Value);
        Assert.Equal("sip:bob@192.0.2.2", Encoding.Latin1.GetString(context.RequestUri));
        Assert.Equal(0, context.Branches.Count);
    }

    private static void Register(RegistrarBench bench, string uri, long connection)
    {
        if (connection > 0)
            bench.Connections.Open(connection);

        var context = bench.Requests.Parse(TestRequests.Register($"<{uri}>", callId: uri));
        context.Received = context.Received with { ConnectionId = connection };
        Assert.True(bench.Module.Save(context, "location").Value > 0);
        bench.Requests.Worker.Return(context);
    }
}
