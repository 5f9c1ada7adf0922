namespace Signalbox.Engine.Text;

/// <summary>Lays a tree out as steps, from its end to its beginning.</summary>
internal sealed class AutomatonSteps
{
    private const int MaxSteps = 4000;
    private readonly List<AutomatonStep> _steps = [new AutomatonStep(RegexNodeKind.Sequence, null, -1, -1)];

    /// <summary>The steps, with the number of the first; null when there are too many.</summary>
    public static (AutomatonStep[] Steps, int First)? TryLay(RegexNode tree)
    {
        var layout = new AutomatonSteps();
        var first = layout.Lay(tree, 0);
        return first < 0 ? null : ([.. layout._steps], first);
    }

    private int Lay(RegexNode node, int next)
    {
        if (next < 0 || _steps.Count > MaxSteps)
            return -1;

        switch (node.Kind)
        {
            case RegexNodeKind.Sequence:
                for (var i = node.Parts.Count - 1; i >= 0; i--)
                    next = Lay(node.Parts[i], next);

                return next;
            case RegexNodeKind.Choice:
                var place = Lay(node.Parts[^1], next);
                for (var i = node.Parts.Count - 2; i >= 0; i--)
                    place = place < 0 ? -1 : Choose(Lay(node.Parts[i], next), place);

                return place;
            case RegexNodeKind.Repeat:
                return Repeat(node, next);
            default:
                return Add(new AutomatonStep(node.Kind, node.Set, next, -1));
        }
    }

    private int Repeat(RegexNode node, int next)
    {
        var part = node.Parts[0];
        var place = next;
        if (node.Most < 0)
        {
            // The loop is a choice whose first way is known only after what is in the loop.
            var loop = Add(default);
            var inside = Lay(part, loop);
            if (inside < 0)
                return -1;

            _steps[loop] = new AutomatonStep(RegexNodeKind.Choice, null, inside, next);
            place = loop;
        }

        for (var i = node.Least; i < node.Most && place >= 0; i++)
            place = Choose(Lay(part, place), next);

        for (var i = 0; i < node.Least && place >= 0; i++)
            place = Lay(part, place);

        return place;
    }

    private int Choose(int one, int other) => one < 0 ? -1 : Add(new AutomatonStep(RegexNodeKind.Choice, null, one, other));

    private int Add(AutomatonStep step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }
}
