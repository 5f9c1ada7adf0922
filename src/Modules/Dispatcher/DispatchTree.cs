namespace Signalbox.Modules.Dispatcher;

/// <summary>
/// Sets by their numbers: a balanced (AVL) tree, immutable. Its order, children before their parent, is the one in which
/// the peer lists sets and looks through them.
/// </summary>
internal sealed class DispatchTree
{
    private readonly DispatchTree? _left;
    private readonly DispatchTree? _right;
    private readonly DispatchSet _set;
    private readonly int _height;

    private DispatchTree(DispatchTree? left, DispatchSet set, DispatchTree? right)
    {
        _left = left;
        _set = set;
        _right = right;
        _height = Math.Max(HeightOf(left), HeightOf(right)) + 1;
    }

    /// <summary>The tree with one more set.</summary>
    public static DispatchTree Add(DispatchTree? tree, DispatchSet set)
    {
        if (tree is null)
            return new DispatchTree(null, set, null);

        return set.Id < tree._set.Id
            ? Balance(Add(tree._left, set), tree._set, tree._right)
            : Balance(tree._left, tree._set, Add(tree._right, set));
    }

    /// <summary>A set by its number, or null.</summary>
    public static DispatchSet? Find(DispatchTree? tree, int id)
    {
        while (tree is not null && tree._set.Id != id)
            tree = id < tree._set.Id ? tree._left : tree._right;

        return tree?._set;
    }

    /// <summary>All sets.</summary>
    public static void CopyTo(DispatchTree? tree, List<DispatchSet> sets)
    {
        if (tree is null)
            return;

        CopyTo(tree._left, sets);
        CopyTo(tree._right, sets);
        sets.Add(tree._set);
    }

    private static int HeightOf(DispatchTree? tree) => tree?._height ?? 0;

    private static DispatchTree Balance(DispatchTree? left, DispatchSet set, DispatchTree? right)
    {
        var lean = HeightOf(left) - HeightOf(right);
        if (lean > 1)
        {
            if (HeightOf(left!._left) < HeightOf(left._right))
                left = new DispatchTree(new DispatchTree(left._left, left._set, left._right!._left), left._right._set, left._right._right);

            return new DispatchTree(left._left, left._set, new DispatchTree(left._right, set, right));
        }

        if (lean < -1)
        {
            if (HeightOf(right!._right) < HeightOf(right._left))
                right = new DispatchTree(right._left!._left, right._left._set, new DispatchTree(right._left._right, right._set, right._right));

            return new DispatchTree(new DispatchTree(left, set, right._left), right._set, right._right);
        }

        return new DispatchTree(left, set, right);
    }
}
