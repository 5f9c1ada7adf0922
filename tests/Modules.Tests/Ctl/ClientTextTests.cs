using Signalbox.Modules.Ctl.Api;
using Xunit;

namespace Signalbox.Modules.Tests.Ctl;

public sealed class ClientTextTests
{
    [Theory]
    [InlineData("rf1", "rf1")]
    [InlineData("a\n 0(1) CRITICAL: <core>: all is lost", "a\\x0a 0(1) CRITICAL: <core>: all is lost")]
    [InlineData("\u001b[31m\r\0\u0085", "\\x1b[31m\\x0d\\x00\\x85")]
    public void A_client_writes_no_line_of_its_own_into_the_log(string text, string shown) => Assert.Equal(shown, ClientText.Of(text));

    [Fact]
    public void What_is_long_is_cut() => Assert.Equal(new string('x', 200) + "...", ClientText.Of(new string('x', 1000)));
}
