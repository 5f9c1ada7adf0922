using Signalbox.Modules.Permissions;
using Xunit;

namespace Signalbox.Modules.Tests.Permissions;

public sealed class UriRuleTests
{
    [Theory]
    [InlineData("ALL : ALL", "sip:a@x", "sip:b@y", true)]
    [InlineData("\"^sip:361\" : ALL", "sip:361@x", "sip:b@y", true)]
    [InlineData("\"^sip:361\" : ALL", "sip:36@x", "sip:b@y", false)]
    [InlineData("\"^sip:1\", \"^sip:2\" : \"@y$\"", "sip:2@x", "sip:b@y", true)]
    [InlineData("\"^sip:1\", \"^sip:2\" : \"@y$\"", "sip:2@x", "sip:b@z", false)]
    [InlineData("ALL EXCEPT \"^sip:bad\" : ALL", "sip:bad@x", "sip:b@y", false)]
    [InlineData("ALL EXCEPT \"^sip:bad\" : ALL", "sip:good@x", "sip:b@y", true)]
    [InlineData("ALL : ALL EXCEPT \"a:b\" # comment", "sip:good@x", "sip:a:b@y", false)]
    public void A_rule_matches_both_sides(string line, string left, string right, bool expected)
    {
        Assert.True(UriRule.TryParse(line, out var rule, out var error), error);

        Assert.Equal(expected, rule.Matches(left, right));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  # only a comment", "")]
    [InlineData("ALL ALL", "found no ':', expected patterns : patterns")]
    [InlineData("all : ALL", "found 'all', expected ALL or an expression in quotes")]
    [InlineData(": ALL", "found no expression, expected ALL or an expression in quotes")]
    [InlineData("\"a : ALL", "found no ':', expected patterns : patterns")]
    public void A_line_that_is_no_rule_says_why(string line, string expected)
    {
        Assert.False(UriRule.TryParse(line, out _, out var error));

        Assert.Equal(expected, error);
    }

    [Fact]
    public void What_is_allowed_goes_before_what_is_denied()
    {
        UriRule.TryParse("\"^sip:a\" : ALL", out var allow, out _);
        UriRule.TryParse("ALL : \"@y$\"", out var deny, out _);
        var rules = new RulePair([allow!], [deny!]);

        Assert.True(rules.Allows("sip:a@x", "sip:b@y"));
        Assert.False(rules.Allows("sip:c@x", "sip:b@y"));
        Assert.True(rules.Allows("sip:c@x", "sip:b@z"));
    }
}
