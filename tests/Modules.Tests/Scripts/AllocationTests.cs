using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Pv;
using Signalbox.Modules.Siputils;
using Signalbox.Modules.Textops;
using Xunit;

namespace Signalbox.Modules.Tests.Scripts;

public sealed class AllocationTests
{
    private static readonly byte[] Request = Encoding.Latin1.GetBytes(
        "INVITE sip:alice@example.test:5070;transport=udp SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:16161;branch=z9hG4bK-t1;rport\r\n"
        + "From: \"Bob\" <sip:bob@caller.test>;tag=1\r\nTo: <sip:alice@example.test>\r\nCall-ID: 1\r\nCSeq: 17 INVITE\r\n"
        + "Contact: <sip:bob@127.0.0.1:16161>;expires=300\r\nX-A: one\r\nContent-Length: 0\r\n\r\n");

    private readonly RoutingContext _context = new WorkerState(0, "test").Rent();
    private readonly MethodSet _methods = Parse<MethodSet>("INVITE|BYE");
    private readonly ScriptRegex _regex = Parse<ScriptRegex>("^x-");
    private readonly ScriptValue _header = ScriptValue.Of("X-A");
    private readonly ScriptValue _line = ScriptValue.Of("X-New: 1\r\n");

    [Fact]
    public void Tests_and_edits_of_a_message_allocate_nothing()
    {
        Assert.True(_context.Message.TryParse(Request, Request.Length));
        for (var i = 0; i < 200; i++)
            Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Run()
    {
        var good = CoreModule.SetFlag(_context, new FlagNumber(3)) && CoreModule.IsFlagSet(_context, new FlagNumber(3));
        good &= TextopsModule.IsMethod(_context, _methods).Value > 0;
        good &= TextopsModule.IsPresent(_context, _header).Value > 0;
        good &= TextopsModule.IsPresentMatching(_context, _regex).Value > 0;
        good &= TextopsModule.AppendHeader(_context, _line).Value > 0;
        good &= TextopsModule.RemoveHeader(_context, _header).Value > 0;
        good &= SiputilsModule.HasToTag(_context).Value < 0;
        good &= PvModule.RequestUser(_context).TextEquals("alice") && PvModule.FromHost(_context).TextEquals("caller.test");
        good &= PvModule.SetRequestUser(_context, ScriptValue.Of("zed")) && PvModule.RequestUser(_context).TextEquals("zed");
        good &= PvModule.SetDestinationUri(_context, PvModule.RequestUri(_context)) && PvModule.DestinationPort(_context).TextEquals("5070");
        good &= PvModule.SetVariable(_context, new VariableKey("x", null, VariableIndex.None), ScriptValue.Of(5));
        good &= PvModule.UriPort(_context, PvModule.FromUri(_context), []).Number == 0;
        good &= PvModule.SourceAddress(_context).IsText;
        _context.Edits.Clear();
        _context.NewRequestUri.Clear();
        Assert.True(good);
    }

    private static T Parse<T>(string text)
        where T : class, IScriptArgument<T> =>
        T.TryParse(text, out var value, out var error) ? value : throw new InvalidOperationException(error);
}
