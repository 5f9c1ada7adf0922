using Signalbox.Modules.Tm;

namespace Signalbox.Modules.Tests.Tm;

public sealed class ReplyPickerTests
{
    [Theory]
    [InlineData(603, 302)]
    [InlineData(302, 401)]
    [InlineData(401, 404)]
    [InlineData(484, 480)]
    [InlineData(404, 486)]
    [InlineData(486, 500)]
    [InlineData(500, 503)]
    [InlineData(503, 799)]
    [InlineData(799, 100)]
    [InlineData(100, 0)]
    public void The_first_of_two_codes_wins(int winner, int loser) =>
        Assert.True(ReplyPicker.Priority(winner) < ReplyPicker.Priority(loser));
}
