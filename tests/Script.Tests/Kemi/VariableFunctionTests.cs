using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class VariableFunctionTests : IDisposable
{
    private readonly KemiFixture _kemi = new();

    public void Dispose() => _kemi.Dispose();

    [Theory]
    // expressions as in golden/kemi/lua-return-values.txt
    [InlineData("KSR.pv.get('$ru')", "string:sip:bob@127.0.0.1")]
    [InlineData("KSR.pv.get('$var(x)')", "nil:nil")]
    [InlineData("KSR.pv.gete('$var(x)')", "string:")]
    [InlineData("KSR.pv.getw('$var(x)')", "string:<null>")]
    [InlineData("KSR.pv.getvn('$var(x)', 7)", "number:7")]
    [InlineData("KSR.pv.getvs('$var(x)', 'def')", "string:def")]
    [InlineData("KSR.pv.geti('$var(x)')", "number:0")]
    [InlineData("KSR.pv.seti('$var(x)', 5)", "boolean:true")]
    [InlineData("KSR.pv.sets('$ro', 'v')", "boolean:true")]
    [InlineData("KSR.pv.unset('$var(x)')", "boolean:true")]
    [InlineData("KSR.pv.is_null('$var(x)')", "boolean:true")]
    [InlineData("KSR.pv.is_null('$ru')", "boolean:false")]
    [InlineData("KSR.pv.sets('$var(x)', nil)", "boolean:true")]
    [InlineData("KSR.pv.seti('$var(x)', 5) and KSR.pv.get('$var(x)')", "number:5")]
    [InlineData("KSR.pv.sets('$var(x)', 12) and KSR.pv.get('$var(x)')", "string:12")]
    [InlineData("KSR.pv.seti('$var(x)', '12') and KSR.pv.get('$var(x)')", "number:12")]
    public void Variables_read_and_write_as_recorded(string expression, string shown)
    {
        var routes = _kemi.Load("lua", $"function ksr_request_route() local v = {expression} KSR.demo.note(type(v) .. ':' .. tostring(v)) end");

        routes!.Request.Run(_kemi.Context());

        Assert.Equal(["note|" + shown], _kemi.Calls);
        Assert.Empty(_kemi.Log.Lines);
    }

    [Theory]
    [InlineData("$nope")]
    [InlineData("ru")]
    public void An_unknown_name_is_an_error_line_and_nil(string name)
    {
        var routes = _kemi.Load("lua", $"function ksr_request_route() KSR.demo.note(type(KSR.pv.get('{name}'))) end");

        routes!.Request.Run(_kemi.Context());

        Assert.Equal(["note|nil"], _kemi.Calls);
        Assert.Equal([$"-1: no variable '{name}'"], _kemi.Log.Lines);
    }

    [Fact]
    public void A_name_is_bound_once()
    {
        var routes = _kemi.Load("lua", "function ksr_request_route() for i = 1, 50 do KSR.pv.get('$ru') end end");

        routes!.Request.Run(_kemi.Context());
        routes.Request.Run(_kemi.Context());

        Assert.Equal(1, _kemi.Variables.Bound);
    }

    [Fact]
    public void A_callback_of_twenty_calls_allocates_less_than_one_kilobyte()
    {
        var routes = _kemi.Load("lua", """
            function ksr_request_route()
              for i = 1, 5 do
                if KSR.pv.get("$ru") == "" then return end
                KSR.pv.seti("$var(a)", i)
                KSR.pv.sets("$var(b)", "text")
                if KSR.pv.is_null("$var(b)") then return end
              end
            end
            """);
        var context = _kemi.Context();
        for (var i = 0; i < 200; i++)
            routes!.Request.Run(context);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            routes!.Request.Run(context);

        var perCallback = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
        Assert.Empty(_kemi.Log.Lines);
        Assert.InRange(perCallback, 0, 64);
    }
}
