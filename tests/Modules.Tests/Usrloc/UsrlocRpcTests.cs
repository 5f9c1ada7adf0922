using System.Text;
using Signalbox.Engine.Control;
using Signalbox.Modules.Tests.Registrar;

namespace Signalbox.Modules.Tests.Usrloc;

public sealed class UsrlocRpcTests
{
    private readonly RegistrarBench _bench = new();

    [Fact]
    public void Lookup_shows_a_contact_as_the_peer_does()
    {
        _bench.Save(TestRequests.Register("<sip:bob@127.0.0.1:17171>;q=0.5", headers: "User-Agent: ua-test\r\n"));
        _bench.Time.Advance(TimeSpan.FromSeconds(2));

        var call = Call(_bench.Locations.RpcLookup, "location", "bob@example.test");

        Assert.Equal(
            "AoR=bob Contacts={Contact={Address=sip:bob@127.0.0.1:17171 Expires=3598 Q=0.500000 Call-ID=c1 CSeq=1 User-Agent=ua-test Received=[not set] "
            + "Path=[not set] State=CS_NEW Flags=0 CFlags=0 Socket=udp:127.0.0.1:5060 Methods=4294967295 Ruid=* Instance=[not set] Reg-Id=0 Server-Id=0 "
            + "Tcpconn-Id=-1 Keepalive=0 Last-Keepalive=* KA-Roundtrip=0 Last-Modified=* } } ",
            Show(call.Rows[0]));
    }

    [Fact]
    public void Added_contacts_are_found_and_removed()
    {
        Assert.Equal(500, Call(_bench.Locations.RpcAdd, "location", "carol", "sip:carol@h", "300", "0.8", "0", "0", "0").FaultCode);
        Assert.Equal(0, Call(_bench.Locations.RpcAdd, "location", "erin", "sip:erin@h", "300", "1.0", ".", "0", "0", "31").FaultCode);

        Assert.Contains("Methods=31 ", Show(Call(_bench.Locations.RpcLookup, "location", "erin").Rows[0]), StringComparison.Ordinal);
        Assert.Contains("Records=1 Max-Slots=1", Show(Call(_bench.Locations.RpcDump).Rows[0]), StringComparison.Ordinal);
        Assert.Contains("AoRs={AoR=erin }", Show(Call(_bench.Locations.RpcDump, "brief").Rows[0]), StringComparison.Ordinal);
        Assert.Equal("AOR not found", Call(_bench.Locations.RpcRemoveContact, "location", "carol", "sip:carol@h").FaultText);
        Assert.Equal(0, Call(_bench.Locations.RpcRemoveContact, "location", "erin", "sip:erin@h").FaultCode);
        Assert.Equal("AOR not found in location table", Call(_bench.Locations.RpcLookup, "location", "erin").FaultText);
        Assert.Equal(0, Call(_bench.Locations.RpcRemove, "location", "erin").FaultCode);
    }

    [Fact]
    public void Faults_have_the_texts_of_the_peer()
    {
        Assert.Equal("Domain table not found", Call(_bench.Locations.RpcLookup, "nosuch", "bob").FaultText);
        Assert.Equal("Not enough parameters (table and AOR to lookup)", Call(_bench.Locations.RpcLookup, "location").FaultText);
        Assert.Equal("Command is not supported in db_mode=0", Call(_bench.Locations.RpcUsers, "location").FaultText);
    }

    [Fact]
    public void A_database_mode_without_a_database_is_refused() =>
        Assert.True(TestRequests.Validate(new Signalbox.Modules.Usrloc.UsrlocModule(new(), _bench.Timers, _bench.Time, new FakeTransports(), new FakeConnections(), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance) { DbMode = 2 }).HasErrors);

    [Fact]
    public void Contacts_outlive_a_generation()
    {
        _bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>"));

        var next = new Signalbox.Modules.Usrloc.UsrlocModule(_bench.State, _bench.Timers, _bench.Time, new FakeTransports(), new FakeConnections(), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        Assert.Equal(1, next.Table("location").ContactCount);
    }

    private static RpcCall Call(Action<RpcCall> command, params string[] parameters)
    {
        var call = new RpcCall("x", Array.ConvertAll(parameters, RpcValue.Of));
        command(call);
        return call;
    }

    private static string Show(RpcValue value)
    {
        if (!value.HasMembers)
            return value.ToText();

        var text = new StringBuilder();
        foreach (var (name, member) in value.Members)
        {
            var shown = name is "Ruid" or "Last-Keepalive" or "Last-Modified" ? "*" : Show(member);
            text.Append(name).Append('=').Append(member.Kind is RpcKind.Struct or RpcKind.List ? $"{{{shown}}}" : shown).Append(' ');
        }

        return text.ToString();
    }
}
