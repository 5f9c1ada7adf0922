using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;
using Signalbox.Modules.Jsonrpcs;
using Signalbox.Modules.Tests.Ctl;

namespace Signalbox.Modules.Tests.Jsonrpcs;

public sealed class JsonRequestTests
{
    private readonly JsonServer _compact = new(new RpcDispatcher(new OneModule()), isPretty: false, NullLogger.Instance);
    private readonly JsonServer _pretty = new(new RpcDispatcher(new OneModule()), isPretty: true, NullLogger.Instance);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"test.echo","params":{"b":"x","a":2},"id":-1}""", """{"jsonrpc":"2.0","result":["x",2],"id":-1}""")]
    [InlineData("""{"JSONRPC":"2.0","Method":"test.echo","id":3,"params":[],"id":4}""", """{"jsonrpc":"2.0","result":[],"id":3}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"test.echo","params":[1.5,null,true,[1,{"a":"b"}]],"id":"a\"\u00e9\n"}""", "{\"jsonrpc\":\"2.0\",\"result\":[1.500000,null,1,[1,{\"a\":\"b\"}]],\"id\":\"a\\\"\u00c3\u00a9\\n\"}")]
    [InlineData("""{"jsonrpc":"2.0","method":"test.echo","params":["\u0001\t\\"],"id":9999999999}""", """{"jsonrpc":"2.0","result":["\u0001\t\\"],"id":9999999999}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"test.echo","params":[1e999],"id":{}} trailing""", """{"jsonrpc":"2.0","result":[0.000000],"id":0}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"test.refuse"}""", """{"jsonrpc":"2.0","error":{"code":500,"message":"Ongoing reload"}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"test.echo","params":"x","id":1}""", """{"jsonrpc":"2.0","result":[],"id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","method":5,"id":3}""", """{"jsonrpc":"2.0","result":{},"id":3}""")]
    [InlineData("""{"method":"test.echo","id":3}""", """{"jsonrpc":"2.0","result":{},"id":3}""")]
    [InlineData("[1]", """{"jsonrpc":"2.0","result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"test.large","id":1}""", """{"jsonrpc":"2.0","error":{"code":500,"message":"the reply of test.large is larger than 1048576 bytes"},"id":1}""")]
    public void A_request_gets_its_reply(string request, string reply) => Assert.Equal(reply, Answer(_compact, request));

    [Fact]
    public void Names_that_repeat_become_an_array_and_tabs_follow_the_depth() => Assert.Equal(
        "{\n\t\"jsonrpc\":\t\"2.0\",\n\t\"result\":\t{\n\t\t\"socket\":\t{\n\t\t\t\"proto\":\t\"udp\",\n\t\t\t\"port\":\t5060\n\t\t},\n\t\t\"socket\":\t{\n\t\t\t\"proto\":\tnull\n\t\t},\n"
        + "\t\t\"lines\":\t[\"a\", \"b\"],\n\t\t\"slots\":\t[{\n\t\t\t\t\"name\":\t\"x\"\n\t\t\t}]\n\t}\n}",
        Answer(_pretty, """{"jsonrpc":"2.0","method":"test.sockets"}"""));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"jsonrpc\":")]
    [InlineData("{\"a\" \"b\"}")]
    [InlineData("nonsense")]
    public void What_is_no_JSON_is_no_request(string text) => Assert.Null(JsonRequest.Read(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void Nesting_has_a_limit() =>
        Assert.Null(JsonRequest.Read(Encoding.Latin1.GetBytes($"{{\"params\":{new string('[', 5000)}{new string(']', 5000)}}}")));

    [Fact]
    public void Every_prefix_of_a_request_is_read_without_harm()
    {
        var whole = Encoding.Latin1.GetBytes("""{"jsonrpc":"2.0","method":"a\u00e9","params":[1,2.5,{"x":null},"\"\\"],"id":"q","reply_name":"r"}""");
        for (var length = 0; length < whole.Length; length++)
            Assert.Null(JsonRequest.Read(whole.AsSpan(0, length)));

        Assert.Equal("r", JsonRequest.Read(whole)!.ReplyName);
    }

    private static string Answer(JsonServer server, string request)
    {
        var output = new ByteWriter();
        server.Answer(JsonRequest.Read(Encoding.UTF8.GetBytes(request))!, output);
        return Encoding.Latin1.GetString(output.Written);
    }
}
