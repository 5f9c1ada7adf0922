using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Htable;
using Signalbox.Modules.Tests.Usrloc;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Htable;

public sealed class HtableTests
{
    private readonly StateStore _state = new();
    private readonly FakeTimers _timers = new();
    private readonly FakeReload _reload = new();
    private readonly ManualTime _time = new();
    private readonly TestRequests _requests = new();
    private readonly RoutingContext _context;

    public HtableTests() => _context = _requests.Parse(TestRequests.Invite("sip:bob@example.com"));

    [Fact]
    public void Values_are_written_read_and_removed()
    {
        var module = Start("a=>size=4");

        Assert.Equal("<null>", Sht(module, "a=>k"));
        Assert.True(Set(module, "a=>k", ScriptValue.Of("v")));
        Assert.Equal("v", Sht(module, "a=>k"));
        Assert.Equal("<null>", Sht(module, "a=>K"));
        Assert.True(Set(module, "a=>k", ScriptValue.Undefined));
        Assert.Equal("<null>", Sht(module, "a=>k"));
        Assert.True(Set(module, "a=>", ScriptValue.Of(1)));
        Assert.Equal("1", Sht(module, "a=>"));
        Assert.False(Set(module, "nosuch=>k", ScriptValue.Of(1)));
        Assert.Equal("<null>", Sht(module, "nosuch=>k"));
    }

    [Fact]
    public void Numbers_are_counted_up_and_down()
    {
        var module = Start("a=>size=4", "b=>size=4;initval=10");
        Set(module, "a=>n", ScriptValue.Of(1));

        Assert.Equal("2", Read(module.ReadIncremented, "a=>n"));
        Assert.Equal("3", Read(module.ReadIncremented, "a=>n"));
        Assert.Equal("2", Read(module.ReadDecremented, "a=>n"));
        Assert.Equal("<null>", Read(module.ReadIncremented, "a=>fresh"));
        Assert.Equal("10", Sht(module, "b=>x"));
        Assert.Equal("11", Read(module.ReadIncremented, "b=>x"));
        Assert.Equal(-1, module.Increment(_context, "a", "fresh"));
        Assert.Equal(12, module.Increment(_context, "b", "x"));
    }

    [Fact]
    public void Items_live_as_long_as_the_table_says()
    {
        var module = Start("a=>size=4", "e=>size=4;autoexpire=10", "u=>autoexpire=10;updateexpire=0");
        Set(module, "a=>k", ScriptValue.Of(1));
        Set(module, "e=>k", ScriptValue.Of(1));
        Set(module, "u=>k", ScriptValue.Of(1));
        _time.Advance(TimeSpan.FromSeconds(6));
        Set(module, "e=>k", ScriptValue.Of(2));
        Set(module, "u=>k", ScriptValue.Of(2));

        Assert.Equal("0", Read(module.ReadLife, "a=>k"));
        Assert.Equal("10", Read(module.ReadLife, "e=>k"));
        Assert.Equal("4", Read(module.ReadLife, "u=>k"));
        Assert.True(module.WriteLife(_context, Key("e=>k"), ScriptValue.Of(60)));
        Assert.False(module.WriteLife(_context, Key("e=>none"), ScriptValue.Of(60)));
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal("<null>", Sht(module, "u=>k"));
        Assert.Equal("2", Sht(module, "e=>k"));
        Assert.Equal("1", Sht(module, "a=>k"));
    }

    [Fact]
    public void Expired_items_leave_by_way_of_their_event_route()
    {
        var seen = new List<string>();
        var module = Start("e=>autoexpire=10");
        _requests.Routes = new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>
        {
            [(RouteKinds.Event, "htable:expired:e")] = new StubRoute(context =>
                seen.Add($"{Record(module, context, "key")}={Record(module, context, "value")}")),
        });
        _reload.Current = _requests.Snapshot;
        Set(module, "e=>k", ScriptValue.Of("v"));
        _timers.FireAll(_requests.Worker);
        _time.Advance(TimeSpan.FromSeconds(11));

        _timers.FireAll(_requests.Worker);
        _timers.FireAll(_requests.Worker);

        Assert.Equal(["k=v"], seen);
        Assert.Equal("<null>", Record(module, _context, "key"));
        Assert.Equal(0, _reload.Retained);
    }

    [Fact]
    public void The_first_event_runs_once_when_the_script_is_live()
    {
        var runs = 0;
        var module = New("a=>size=4");
        module.Initialised.Body = new StubRoute(_ => runs++);
        _ = module.StartAsync(default);
        _timers.FireAll(_requests.Worker);
        Assert.Equal(0, runs);

        _reload.Current = _requests.Snapshot;
        _timers.FireAll(_requests.Worker);
        var next = New("a=>size=4");
        next.Initialised.Body = module.Initialised.Body;
        _ = next.StartAsync(default);
        _timers.FireAll(_requests.Worker);

        Assert.Equal(1, runs);
    }

    [Fact]
    public void A_reload_keeps_the_content_and_takes_new_limits()
    {
        Set(Start("a=>size=4;autoexpire=10", "gone=>size=4"), "a=>k", ScriptValue.Of("v"));

        var next = Start("a=>size=8;autoexpire=100");

        Assert.Equal("v", Sht(next, "a=>k"));
        Assert.Equal("<null>", Sht(next, "gone=>k"));
        Set(next, "a=>new", ScriptValue.Of(1));
        Assert.Equal("100", Read(next.ReadLife, "a=>new"));
    }

    [Theory]
    [InlineData("=>size=4", "'=>size=4' names no table; expected name=>size=8;autoexpire=300")]
    [InlineData("a=>size=x", "table 'a': size is 'x', expected 1 to 20: the logarithm of the number of slots")]
    [InlineData("a=>size=30", "table 'a': size is '30', expected 1 to 20: the logarithm of the number of slots")]
    [InlineData("a=>dbtable=htable;dbmode=2", "table 'a': dbmode is '2', expected 0 or 1")]
    [InlineData("a=>dbtable=htable;cols='k'", "table 'a': cols is 'k', expected key and value columns: 'key,value'")]
    [InlineData("a=>dmqreplicate=1", "table 'a': dmqreplicate is not supported; there is no replication")]
    [InlineData("a=>sizes=3", "table 'a': unknown attribute 'sizes'")]
    [InlineData("a=>size=4;dmqreplicate=0;dbmode=0;", null)]
    [InlineData("a", null)]
    public void Definitions_are_checked(string text, string? error) => Assert.Equal(error, New().Declare(text));

    [Theory]
    [InlineData("eq", "k10", true)]
    [InlineData("eq", "k1", false)]
    [InlineData("ne", "k10", true)]
    [InlineData("sw", "k", true)]
    [InlineData("ew", "20", true)]
    [InlineData("in", "2", true)]
    [InlineData("re", "^k[0-9]+$", true)]
    [InlineData("re", "^x", false)]
    [InlineData("re", "(", false)]
    [InlineData("zz", "k10", false)]
    public void Items_are_found_by_key(string operation, string mask, bool expected)
    {
        var module = Start("a=>size=4");
        Set(module, "a=>k10", ScriptValue.Of(1));
        Set(module, "a=>k20", ScriptValue.Of(2));

        Assert.Equal(ReturnCode.Of(expected), module.MatchName(_context, "a", operation, mask));
    }

    [Theory]
    [InlineData("a=>~~^k", "a=>~~^v", "3", "2")]
    [InlineData("a=>%~k1", "a=>~%2", "1", "1")]
    [InlineData("a=>==k2", "a=>v1", "1", "1")]
    [InlineData("a=>none", "a=>eq5", "0", "1")]
    [InlineData("a=>~~(", "a=>gt4", "<null>", "1")]
    public void Items_are_counted(string keys, string values, string keyCount, string valueCount)
    {
        var module = Start("a=>size=4");
        Set(module, "a=>k1", ScriptValue.Of("v1"));
        Set(module, "a=>k2", ScriptValue.Of("v2"));
        Set(module, "a=>k3", ScriptValue.Of(5));

        Assert.Equal(keyCount, Read(module.CountKeys, keys));
        Assert.Equal(valueCount, Read(module.CountValues, values));
    }

    [Fact]
    public void Items_are_removed_by_expression()
    {
        var module = Start("a=>size=4");
        for (var i = 0; i < 20; i++)
            Set(module, $"a=>k{i}", ScriptValue.Of($"v{i}"));

        Assert.Equal(1, module.RemoveNames(_context, "a=>^k1").Value);
        Assert.Equal("9", Read(module.CountKeys, "a=>%~k"));
        Assert.Equal(1, module.RemoveValues(_context, "a", "^v[2-5]$").Value);
        Assert.Equal("5", Read(module.CountKeys, "a=>%~k"));
        Assert.Equal(-1, module.RemoveNames(_context, "nosuch", "x").Value);
        Assert.Equal(1, module.Reset(_context, "a").Value);
        Assert.Equal("0", Read(module.CountKeys, "a=>%~k"));
    }

    [Fact]
    public void An_iterator_shows_every_item_and_survives_changes()
    {
        var module = Start("a=>size=2");
        for (var i = 0; i < 20; i++)
            Set(module, $"a=>k{i}", ScriptValue.Of(i));

        var seen = new HashSet<string>(StringComparer.Ordinal);
        Assert.Equal(1, module.StartIterator(_context, "it", "a").Value);
        while (module.NextItem(_context, "it").Value > 0)
        {
            seen.Add(module.ReadIteratorKey(_context, Key("it")).ToText());
            module.RemoveCurrent(_context, "it");
        }

        Assert.Equal(20, seen.Count);
        Assert.Equal("0", Read(module.CountKeys, "a=>%~k"));
        Assert.Equal(1, module.EndIterator(_context, "it").Value);
        Assert.False(module.ReadIteratorKey(_context, Key("it")).IsDefined);
        Assert.Equal(-1, module.NextItem(_context, "none").Value);
    }

    [Fact]
    public void A_locked_slot_waits_for_its_owner_only()
    {
        var module = Start("a=>size=4");
        Assert.Equal(1, module.LockPair(_context, "a=>k").Value);
        Set(module, "a=>k", ScriptValue.Of(1));
        var other = new Thread(() => Set(module, "a=>k", ScriptValue.Of(2)));
        other.Start();

        Assert.False(other.Join(50));
        Assert.Equal("1", Sht(module, "a=>k"));
        Assert.Equal(1, module.UnlockPair(_context, "a=>k").Value);
        Assert.True(other.Join(5000));
        Assert.Equal(-1, module.UnlockPair(_context, "a=>k").Value);
    }

    [Fact]
    public void Commands_answer_as_the_peer_does()
    {
        var module = Start("a=>size=4", "e=>autoexpire=300");

        Assert.Equal("Ok. Key set to new value.", Call(module.RpcSetText, "a", "k1", "v1").Rows[0].ToText());
        Assert.Equal("Ok. Key set to new value.", Call(module.RpcSetNumberFor, "e", "k2", "42", "600").Rows[0].ToText());
        Assert.Equal("Ok", Call(module.RpcSetLife, "a", "k1", "300").Rows[0].ToText());
        Assert.Equal("k1|v1|2|NEVER", Item(Call(module.RpcGet, "a", "k1")));
        Assert.Equal("k2|42|0|600", Item(Call(module.RpcGet, "e", "k2")));
        Assert.Equal("500 Key name doesn't exist in htable.", Fault(Call(module.RpcGet, "a", "no")));
        Assert.Equal("500 No such htable", Fault(Call(module.RpcGet, "no", "k")));
        Assert.Equal("500 No such htable", Fault(Call(module.RpcDump, "no")));
        Assert.Single(Call(module.RpcDump, "a").Rows);
        Assert.Equal("a,,0,0,1,16,0", string.Join(',', Call(module.RpcList).Rows[^1].Members.Select(static member => member.Value.ToText())));
        Assert.Equal("a,16,1,0,1", string.Join(',', Call(module.RpcStats).Rows[^1].Members.Select(static member => member.Value.ToText())));
        Assert.Equal("Ok. Key deleted.", Call(module.RpcDelete, "a", "k1").Rows[0].ToText());
        Assert.Equal("404 Key not found in htable.", Fault(Call(module.RpcDelete, "a", "k1")));
        Assert.Equal("Ok. Htable flushed.", Call(module.RpcFlush, "a").Rows[0].ToText());
        Assert.Equal("500 No htable db_url", Fault(Call(module.RpcReload, "a")));
    }

    private static VariableKey Key(string inner) => new(inner, null, VariableIndex.None);

    private static string Fault(RpcCall call) => $"{call.FaultCode} {call.FaultText}";

    private static string Item(RpcCall call) =>
        string.Join('|', call.Rows[0].Members[0].Value.Members.Select(static member => member.Value.ToText()));

    private static RpcCall Call(Action<RpcCall> command, params string[] parameters)
    {
        var call = new RpcCall("x", Array.ConvertAll(parameters, RpcValue.Of));
        command(call);
        return call;
    }

    private static string Record(HtableModule module, RoutingContext context, string name) =>
        module.ReadRecord(context, new VariableKey(name, name, VariableIndex.None)).ToString();

    private HtableModule New(params string[] tables)
    {
        var module = new HtableModule(_state, _timers, _reload, new FakeTransports(), _time, NullLoggerFactory.Instance);
        foreach (var table in tables)
            Assert.Null(module.Declare(table));

        return module;
    }

    private HtableModule Start(params string[] tables)
    {
        var module = New(tables);
        _ = module.StartAsync(default);
        return module;
    }

    private string Sht(HtableModule module, string inner) => module.Read(_context, new VariableKey(inner, HtableKey.Parse(inner, out _), VariableIndex.None)).ToString();

    private bool Set(HtableModule module, string inner, ScriptValue value) => module.Write(_context, Key(inner), value);

    private string Read(VariableReaderOf read, string inner) => read(_context, Key(inner)).ToString();

    private delegate ScriptValue VariableReaderOf(RoutingContext context, in VariableKey key);
}
