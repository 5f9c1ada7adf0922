using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Tests.Usrloc;

public sealed class QValueTests
{
    [Theory]
    [InlineData("0.5", 500, "0.5")]
    [InlineData("1", 1000, "1")]
    [InlineData("1.0", 1000, "1")]
    [InlineData("0", 0, "0")]
    [InlineData(".25", 250, "0.25")]
    [InlineData("0.001", 1, "0.001")]
    public void Preferences_are_read_and_written(string text, int expected, string written)
    {
        Assert.True(QValue.TryParse(Encoding.Latin1.GetBytes(text), out var q));
        Assert.Equal(expected, q);
        var writer = new ByteWriter();
        QValue.Write(q, writer);
        Assert.Equal(written, Encoding.Latin1.GetString(writer.Written));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("2")]
    [InlineData("1.1")]
    [InlineData("0.x")]
    [InlineData("-1")]
    public void Anything_else_is_refused(string text) => Assert.False(QValue.TryParse(Encoding.Latin1.GetBytes(text), out _));
}
