using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>
/// Targets that wait for their turn in serial forking: groups of one q, highest first. Of the flows of one instance only
/// the first belongs to a group, the others wait for t_next_contact_flow.
/// </summary>
internal sealed class ContactQueue
{
    private readonly List<Branch> _contacts = [];
    private readonly List<Branch> _flows = [];
    private readonly List<Branch> _handed = [];
    private bool _oneByOne;

    /// <summary>Takes the targets of a request over, sorted by q; of equal ones the last goes first (recorded).</summary>
    public void Load(RoutingContext context)
    {
        Collect(context);
        Sort();
        _oneByOne = false;
    }

    /// <summary>Takes the targets over, one after the other, each drawn with a chance in proportion to its q.</summary>
    public void LoadDrawn(RoutingContext context)
    {
        Collect(context);
        for (var i = 0; i < _contacts.Count - 1; i++)
        {
            var drawn = Draw(i);
            (_contacts[i], _contacts[drawn]) = (_contacts[drawn], _contacts[i]);
        }

        _oneByOne = true;
    }

    /// <summary>Makes the next group the targets of the request.</summary>
    /// <returns>False when none waits.</returns>
    public bool Next(RoutingContext context)
    {
        if (_contacts.Count == 0)
            return false;

        context.Branches.Clear();
        var q = _contacts[0].Q;
        var first = true;
        _flows.Clear();
        _handed.Clear();
        while (_contacts.Count > 0 && (first || (!_oneByOne && _contacts[0].Q == q)))
        {
            var contact = _contacts[0];
            _contacts.RemoveAt(0);
            if (IsHandedInstance(contact))
                _flows.Add(contact);
            else
                Add(context, contact, first);

            first = false;
        }

        return true;
    }

    /// <summary>Makes the next flow of a failed branch the target of the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ruid">Record id of the failed branch.</param>
    /// <returns>False when there is none.</returns>
    public bool NextFlow(RoutingContext context, ReadOnlySpan<byte> ruid)
    {
        var flow = FindHanded(ruid) is { Instance.Length: > 0 } failed ? FindFlow(failed) : -1;
        if (flow < 0)
            return false;

        var next = _flows[flow];
        _flows.RemoveAt(flow);
        Add(context, next, asMain: true);
        return true;
    }

    private Branch? FindHanded(ReadOnlySpan<byte> ruid)
    {
        foreach (var one in _handed)
        {
            if (one.Ruid.Length > 0 && one.Ruid.Span.SequenceEqual(ruid))
                return one;
        }

        return null;
    }

    private int FindFlow(Branch of) => _flows.FindIndex(flow => flow.Instance.Span.SequenceEqual(of.Instance.Span));

    private void Collect(RoutingContext context)
    {
        _contacts.Clear();
        _flows.Clear();
        var main = new Branch { Q = context.Q, Flags = context.BranchFlags, ForcedSocket = context.ForcedSocket };
        main.Uri.Set(context.RequestUri);
        main.DestinationUri.Set(context.DestinationUri);
        main.Path.Set(context.Path);
        main.Ruid.Set(context.Ruid);
        main.UserAgent.Set(context.LocationUserAgent);
        main.Instance.Set(context.Instance);
        _contacts.Add(main);
        for (var i = 0; i < context.Branches.Count; i++)
        {
            var copy = new Branch();
            copy.CopyFrom(context.Branches[i]);
            _contacts.Add(copy);
        }

        context.Branches.Clear();
    }

    // By insertion, which keeps the order of equals; there are few.
    private void Sort()
    {
        _contacts.Reverse();
        for (var i = 1; i < _contacts.Count; i++)
        {
            for (var at = i; at > 0 && _contacts[at - 1].Q < _contacts[at].Q; at--)
                (_contacts[at - 1], _contacts[at]) = (_contacts[at], _contacts[at - 1]);
        }
    }

    private int Draw(int from)
    {
        var sum = 0;
        for (var i = from; i < _contacts.Count; i++)
            sum += Math.Max(0, _contacts[i].Q);

        var at = sum > 0 ? Random.Shared.Next(sum) : 0;
        for (var i = from; i < _contacts.Count; i++)
        {
            at -= Math.Max(0, _contacts[i].Q);
            if (at < 0)
                return i;
        }

        return from;
    }

    private bool IsHandedInstance(Branch contact) =>
        contact.Instance.Length > 0 && _handed.Exists(one => one.Instance.Span.SequenceEqual(contact.Instance.Span));

    private void Add(RoutingContext context, Branch contact, bool asMain)
    {
        _handed.Add(contact);
        if (asMain)
            BranchSender.Load(context, contact);
        else
            context.Branches.Add(BranchSender.MaxBranches)?.CopyFrom(contact);
    }
}
