using Xunit;

namespace Signalbox.Script.Tests.Lua.Patterns;

public sealed class PatternSameTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory, MemberData(nameof(Seeds))]
    public void Generated_patterns_match_as_with_the_library_itself(int seed)
    {
        var expressions = new PatternGenerator(seed).Take(1000).ToArray();

        var (native, ours) = PatternDriver.Compare(expressions);

        AssertSame(expressions, native, ours);
    }

    [Fact]
    public void Edge_cases_are_as_with_the_library_itself()
    {
        var expressions = File.ReadAllLines("Cases/lua-patterns.txt").Where(static line => line.Length > 0 && line[0] != '#').ToArray();

        var (native, ours) = PatternDriver.Compare(expressions);

        AssertSame(expressions, native, ours);
    }

    private static void AssertSame(string[] expressions, string[] native, string[] ours)
    {
        Assert.Equal(expressions.Length, native.Length);
        Assert.Equal(expressions.Length, ours.Length);
        var different = expressions.Index().Where(one => native[one.Index] != ours[one.Index])
            .Select(one => $"{one.Item}\n  native {native[one.Index]}\n  ours   {ours[one.Index]}").ToArray();
        Assert.True(different.Length == 0, string.Join('\n', different));
    }
}
