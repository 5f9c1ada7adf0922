using Signalbox.Modules.Dispatcher;

namespace Signalbox.Modules.Tests.Dispatcher;

public sealed class DispatchTreeTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1 2", "2 1")]
    [InlineData("1 2 3 5 7", "1 3 7 5 2")] // Recorded, as the next two.
    [InlineData("1 2 3 4 5 6", "1 3 2 6 5 4")]
    [InlineData("1 2 3 5 7 8 9 11", "1 3 2 7 11 9 8 5")]
    [InlineData("3 1 2", "1 3 2")]
    [InlineData("1 3 2", "1 3 2")]
    public void Sets_are_listed_in_the_order_of_the_peer(string added, string listed) => Assert.Equal(listed, string.Join(' ', Order(added.Split(' ').Select(int.Parse))));

    [Fact]
    public void Every_set_of_many_is_found_whatever_the_order_they_came_in()
    {
        var ids = Enumerable.Range(1, 500).ToArray();
        new Random(7).Shuffle(ids);
        DispatchTree? tree = null;
        foreach (var id in ids)
            tree = DispatchTree.Add(tree, new DispatchSet(id, []));

        Assert.All(ids, id => Assert.Equal(id, DispatchTree.Find(tree, id)!.Id));
        Assert.Null(DispatchTree.Find(tree, 0));
        Assert.Null(DispatchTree.Find(tree, 501));
    }

    private static IEnumerable<int> Order(IEnumerable<int> ids)
    {
        DispatchTree? tree = null;
        foreach (var id in ids)
            tree = DispatchTree.Add(tree, new DispatchSet(id, []));

        var sets = new List<DispatchSet>();
        DispatchTree.CopyTo(tree, sets);
        return sets.Select(static set => set.Id);
    }
}
