namespace Signalbox.Engine.Routing;

/// <summary>The further destinations of a request, beside its request URI.</summary>
public sealed class BranchSet
{
    private Branch[] _branches = [];

    /// <summary>Number of branches.</summary>
    public int Count { get; private set; }

    /// <summary>A branch by index.</summary>
    public Branch this[int index] => _branches[index];

    /// <summary>Adds an empty branch; null when <paramref name="limit"/> (max_branches less the main one) is reached.</summary>
    public Branch? Add(int limit)
    {
        if (Count >= limit)
            return null;

        if (Count == _branches.Length)
        {
            Array.Resize(ref _branches, Math.Max(4, Count * 2));
            for (var i = Count; i < _branches.Length; i++)
                _branches[i] = new Branch();
        }

        var branch = _branches[Count++];
        branch.Clear();
        return branch;
    }

    /// <summary>Removes one; false when there is none at that index.</summary>
    public bool RemoveAt(int index)
    {
        if (index < 0 || index >= Count)
            return false;

        var removed = _branches[index];
        Array.Copy(_branches, index + 1, _branches, index, Count - index - 1);
        _branches[--Count] = removed;
        return true;
    }

    /// <summary>Removes all; keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes over another set.</summary>
    public void CopyFrom(BranchSet other)
    {
        Clear();
        for (var i = 0; i < other.Count; i++)
            Add(int.MaxValue)!.CopyFrom(other[i]);
    }
}
