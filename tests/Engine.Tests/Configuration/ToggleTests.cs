using Signalbox.Engine.Configuration;
using Xunit;

namespace Engine.Tests.Configuration;

public sealed class ToggleTests
{
    [Fact]
    public void A_flipped_switch_survives_a_reload_that_changes_nothing()
    {
        var toggle = new Toggle();
        toggle.Configure(1);
        toggle.Set(0);
        toggle.Configure(1);

        Assert.False(toggle.IsOn);
    }

    [Fact]
    public void A_reload_with_another_value_counts()
    {
        var toggle = new Toggle();
        toggle.Configure(1);
        toggle.Set(5);
        toggle.Configure(0);

        Assert.Equal(0, toggle.Value);
    }

    [Fact]
    public void What_is_said_while_the_server_starts_stays()
    {
        var toggle = new Toggle();
        toggle.Set(0);
        toggle.Configure(1);

        Assert.False(toggle.IsOn);
    }
}
