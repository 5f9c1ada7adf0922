using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Binding;

/// <summary>Puts findings into the order of the text, includes in the place of their statement.</summary>
internal static class SourceOrder
{
    /// <summary>Sorted; findings without a place come first, those of one place keep their order.</summary>
    public static IEnumerable<Diagnostic> Sort(IReadOnlyList<Diagnostic> items) =>
        items.OrderBy(static item => item.Span, Comparer<SourceSpan?>.Create(Compare));

    private static int Compare(SourceSpan? left, SourceSpan? right)
    {
        var first = Path(left);
        var second = Path(right);
        for (var i = 0; i < Math.Min(first.Count, second.Count); i++)
        {
            var order = first[i].CompareTo(second[i]);
            if (order != 0)
                return order;
        }

        return first.Count.CompareTo(second.Count);
    }

    /// <summary>Offsets from the main file inwards.</summary>
    private static List<int> Path(SourceSpan? span)
    {
        var path = new List<int>();
        for (var place = span; place is { } here; place = here.Source.IncludedFrom)
            path.Insert(0, here.Start);

        return path;
    }
}
