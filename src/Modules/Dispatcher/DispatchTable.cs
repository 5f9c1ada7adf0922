namespace Signalbox.Modules.Dispatcher;

/// <summary>
/// All sets. State: it outlives generations, and a reload of the list puts other sets in place; messages go on with those
/// they found.
/// </summary>
internal sealed class DispatchTable
{
    private readonly Lock _gate = new();
    private Sets _sets = new([]);

    /// <summary>Where the destinations were read from; null before the first time.</summary>
    public string? Source { get; private set; }

    /// <summary>All sets, in the peer's order.</summary>
    public IReadOnlyList<DispatchSet> All => Volatile.Read(ref _sets).Listed;

    /// <summary>A set by its number, or null.</summary>
    public DispatchSet? Find(int id) => DispatchTree.Find(Volatile.Read(ref _sets).Tree, id);

    /// <summary>Puts new destinations in place of all. Calls stay with the destinations of the same set and duid, or URI.</summary>
    public void Replace(IReadOnlyList<DestinationLine> lines, string source)
    {
        lock (_gate)
        {
            var loads = new Dictionary<(int, string), DispatchLoad>();
            foreach (var target in _sets.Listed.SelectMany(static set => set.Targets))
                loads[KeyOf(target.Line)] = target.Load;

            var sets = lines.GroupBy(static line => line.Set)
                .Select(group => new DispatchSet(group.Key, [.. group.Select(line => new DispatchTarget(line, loads.GetValueOrDefault(KeyOf(line)) ?? new DispatchLoad()))]));
            Volatile.Write(ref _sets, new Sets([.. sets]));
            Source = source;
        }
    }

    /// <summary>Adds a destination; the others keep their states. False when it is there already.</summary>
    public bool Add(DispatchTarget added)
    {
        lock (_gate)
        {
            var sets = _sets.Listed.ToList();
            var at = sets.FindIndex(set => set.Id == added.Line.Set);
            if (at >= 0 && sets[at].Find(added.Line.Uri) is not null)
                return false;

            if (at < 0)
                sets.Add(new DispatchSet(added.Line.Set, [added]));
            else
                sets[at] = new DispatchSet(added.Line.Set, [.. sets[at].Targets.Reverse(), added]);

            Volatile.Write(ref _sets, new Sets(sets));
            return true;
        }
    }

    /// <summary>Takes a destination out, and its set when it was the last; nothing happens when it is not there.</summary>
    public void Remove(int id, string uri)
    {
        lock (_gate)
        {
            var sets = new List<DispatchSet>();
            foreach (var set in _sets.Listed)
            {
                var kept = set.Id == id ? Array.FindAll(set.Targets, target => target.Line.Uri != uri) : set.Targets;
                if (kept.Length > 0)
                    sets.Add(kept.Length == set.Targets.Length ? set : new DispatchSet(id, kept.Reverse()));
            }

            Volatile.Write(ref _sets, new Sets(sets));
        }
    }

    private static (int Set, string Name) KeyOf(DestinationLine line) => (line.Set, line.Attributes.Id ?? line.Uri);

    private sealed class Sets
    {
        public Sets(IReadOnlyList<DispatchSet> written)
        {
            foreach (var set in written)
                Tree = DispatchTree.Add(Tree, set);

            var listed = new List<DispatchSet>(written.Count);
            DispatchTree.CopyTo(Tree, listed);
            Listed = listed;
        }

        public IReadOnlyList<DispatchSet> Listed { get; }

        public DispatchTree? Tree { get; }
    }
}
