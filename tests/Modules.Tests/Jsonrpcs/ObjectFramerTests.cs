using System.Text;
using Signalbox.Modules.Ctl.Api;
using Signalbox.Modules.Jsonrpcs;

namespace Signalbox.Modules.Tests.Jsonrpcs;

public sealed class ObjectFramerTests
{
    [Theory]
    [InlineData("{\"a\":1}\n", "{\"a\":1}")]
    [InlineData(" \n{\"a\":{\"b\":\n2}}{}", "{\"a\":{\"b\":\n2}}|{}")]
    [InlineData("{\"a\":\"}{\\\"\"}", "{\"a\":\"}{\\\"\"}")]
    [InlineData("[{\"a\":1}]\n{\"b\":2}\n", "spoiled|{\"b\":2}")]
    [InlineData("junk\n{}", "{}")]
    [InlineData("{ {", "")]
    public void Objects_are_cut_out_of_the_stream(string text, string expected) => Assert.Equal(expected, Cut(text));

    [Fact]
    public void An_object_that_never_ends_is_dropped_and_the_next_line_counts() =>
        Assert.Equal("too long|{}", Cut($"{{{new string('x', ObjectFramer.MaxBytes * 2)}\n{{}}"));

    private static string Cut(string text)
    {
        var framer = new ObjectFramer();
        var found = new List<string>();
        foreach (var value in Encoding.Latin1.GetBytes(text))
        {
            if (!framer.Push(value))
                continue;

            if (framer.IsTooLong)
                found.Add("too long");
            else
                found.Add(framer.IsSpoiled ? "spoiled" : Encoding.Latin1.GetString(framer.Object));
        }

        return string.Join('|', found);
    }
}
