using Xunit;

namespace Engine.Tests.Hosting;

internal static class Wait
{
    public static async Task UntilAsync(Func<bool> isTrue, int seconds = 20)
    {
        for (var i = 0; i < seconds * 50; i++)
        {
            if (isTrue())
                return;

            await Task.Delay(20);
        }

        Assert.True(isTrue(), $"not true within {seconds} s");
    }
}
