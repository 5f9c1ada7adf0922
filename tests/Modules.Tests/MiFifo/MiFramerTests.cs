using System.Text;
using Signalbox.Engine.Values;
using Signalbox.Modules.MiFifo;

namespace Signalbox.Modules.Tests.MiFifo;

/// <summary>What comes through the FIFO of OpenSER and OpenSIPS, and the requests that are seen in it: command, reply FIFO, parameters.</summary>
public sealed class MiFramerTests
{
    [Theory]
    [InlineData(":sip_trace:r1\non\n\n", "sip_trace r1 [on]")]
    [InlineData(":uptime:r1\n\n", "uptime r1 []")]
    [InlineData(":uptime:\n\n", "uptime  []")]
    [InlineData("\n \n:uptime: r1 \r\n\n", "uptime r1 []")]
    [InlineData(":a:r\nname::value\n::second\n third \n\n", "a r [name=value, second, third]")]
    [InlineData(":a:r\n\"two\n\nlines \\\" here\"\nx :: \"q\"\n\n", "a r [two\n\nlines \" here, x=q]")]
    [InlineData(":a:r\nbad\"quote\n\n:b:r\n\n", "a r bad; b r []")]
    [InlineData(":a:r\n\"never closed\n\n:b:r\n\"x\"\n\n", "a r bad")]
    [InlineData("noise\n:b:r\n\n", "b r []")]
    [InlineData(":b\nx\n\n:c:r\n\n", "no head; c r []")]
    [InlineData(":a:r\nunfinished\n:b:r\nx\n\n", "b r [x]")]
    [InlineData("{\"a\":{}}", "json {\"a\":{}}")]
    [InlineData("::{\"a\":1}:r:{\"b\":2}", "json3 : {\"a\":1}; json3 r: {\"b\":2}")]
    [InlineData(":{\"a\":1}", "json3  {\"a\":1}")]
    public void Requests_are_found_in_a_stream(string stream, string expected)
    {
        var framer = new MiFramer();
        var found = new List<string>();
        foreach (var value in Encoding.Latin1.GetBytes(stream))
        {
            if (framer.Push(value))
                found.Add(Describe(framer));
        }

        Assert.Equal(expected, string.Join("; ", found));
    }

    [Theory]
    [InlineData(":a:r\n", 70_000)]
    [InlineData(":a:r\n\"", 70_000)]
    [InlineData("{\"", 70_000)]
    [InlineData(":", 2_000)]
    public void What_is_too_long_is_given_up_and_the_next_request_is_found(string start, int length)
    {
        var framer = new MiFramer();
        var found = new List<string>();
        foreach (var value in Encoding.Latin1.GetBytes(start + new string('x', length) + "\n\n:b:r\n\n"))
        {
            if (framer.Push(value) && !framer.IsTooLong)
                found.Add(Describe(framer));
        }

        Assert.Equal(["b r []"], found);
    }

    private static string Describe(MiFramer framer)
    {
        if (framer.IsJson)
            return $"json{(framer.IsOpenSips ? $"3 {framer.Head}" : string.Empty)} {Latin1.ToText(framer.Body)}";

        if (MiRequest.Read(framer.Head, framer.Body) is not { } request)
            return "no head";

        var parameters = request.Parameters.Select((value, i) => request.Names[i].Length > 0 ? $"{request.Names[i]}={value.ToText()}" : value.ToText());
        return $"{request.Command} {request.ReplyName} {(request.IsWellFormed ? $"[{string.Join(", ", parameters)}]" : "bad")}";
    }
}
