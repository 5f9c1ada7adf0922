using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Modules.TraceQuery;

/// <summary>
/// Finds all legs of a call: messages with its Call-ID, and those of other Call-IDs that share a correlation id or a
/// Session-ID with it, or that one names in a header of the other. What is found is searched for further legs.
/// </summary>
internal sealed class CallLegs(TraceReader reader, TraceOptions options)
{
    private readonly List<TracedLeg> _legs = [];
    private readonly List<TracedMessage> _messages = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _searched = new(StringComparer.Ordinal);
    private readonly int _limit = Math.Min(options.Limit, TraceLimits.Most);

    /// <summary>Finds the call of a Call-ID.</summary>
    public TracedCall Find(string callId)
    {
        Add(callId, string.Empty);
        for (var round = 0; options.JoinsLegs && _messages.Count > 0 && round < TraceLimits.Rounds; round++)
        {
            if (!Search())
                break;
        }

        return new TracedCall(_legs, Ordered(), _notes);
    }

    // One round: what the known messages name, and who names them. True when a leg was found.
    private bool Search()
    {
        var known = _legs.Count;
        var sessions = New(_messages.SelectMany(static message => MessageText.SessionIds(message.Bytes)));
        var callIds = New(_legs.Select(static leg => leg.CallId));
        foreach (var message in _messages.ToArray())
        {
            foreach (var header in options.Headers)
            {
                foreach (var named in MessageText.Headers(message.Bytes, header))
                    Add(named, $"named by {header}");
            }

            Add(message.CallIdALeg, "named as the leg before");
        }

        // Neither the marks nor the texts have an index, the time has one.
        var from = Math.Max(_messages.Min(static message => message.UtcTicks) - options.Window.Ticks, DateTime.UnixEpoch.Ticks);
        var to = _messages.Max(static message => message.UtcTicks) + options.Window.Ticks;
        foreach (var mark in New(_messages.Select(static message => message.CorrelationId)).Concat(callIds))
            AddAll(reader.Marked(mark, from, to, TraceLimits.Candidates), $"correlation id {mark}");

        SearchTexts(sessions, callIds, from, to);
        return _legs.Count > known;
    }

    private void SearchTexts(List<string> sessions, List<string> callIds, long from, long to)
    {
        List<string> texts = [.. sessions, .. options.Headers.Count > 0 ? callIds : []];
        if (texts.Count == 0)
            return;

        if (texts.Count > TraceLimits.Tokens)
        {
            Note($"more than {TraceLimits.Tokens} ids join the legs; the first are searched for");
            texts = texts[..TraceLimits.Tokens];
        }

        var candidates = reader.Holding(texts, from, to, TraceLimits.Candidates);
        foreach (var candidate in candidates)
        {
            if (Reason(candidate, sessions, callIds) is { } reason)
                Add(candidate.CallId, reason);
        }
    }

    private string? Reason(TracedMessage candidate, List<string> sessions, List<string> callIds)
    {
        foreach (var session in MessageText.SessionIds(candidate.Bytes))
        {
            if (sessions.Contains(session))
                return $"Session-ID {session}";
        }

        foreach (var header in options.Headers)
        {
            foreach (var named in MessageText.Headers(candidate.Bytes, header))
            {
                if (callIds.Contains(named))
                    return $"names it in {header}";
            }
        }

        return null;
    }

    private List<string> New(IEnumerable<string> texts) => [.. texts.Where(text => text.Length > 0 && _searched.Add(text)).Distinct(StringComparer.Ordinal)];

    private void AddAll(List<TracedMessage> found, string reason)
    {
        foreach (var message in found)
            Add(message.CallId, reason);
    }

    private void Add(string callId, string reason)
    {
        if (callId.Length == 0 || _legs.Exists(leg => leg.CallId == callId))
            return;

        if (_legs.Count >= TraceLimits.Legs)
        {
            Note($"more than {TraceLimits.Legs} legs; the rest is left out");
            return;
        }

        var room = _limit - _messages.Count;
        var messages = room > 0 ? reader.OfCall(callId, room) : [];
        if (messages.Count == 0 && reason.Length > 0)
            return;

        _legs.Add(new TracedLeg(callId, reason));
        _messages.AddRange(messages);
        if (_messages.Count >= _limit)
            Note($"{_limit} messages or more; the rest is left out (--limit)");
    }

    private void Note(string text)
    {
        if (!_notes.Contains(text))
            _notes.Add(text);
    }

    // A message is stored once for each traced user: the same bytes between the same ends at the same time are one.
    private List<TracedMessage> Ordered()
    {
        _messages.Sort(static (left, right) => left.UtcTicks != right.UtcTicks
            ? left.UtcTicks.CompareTo(right.UtcTicks)
            : (left.Table, left.Id).CompareTo((right.Table, right.Id)));
        var seen = new HashSet<(long, string, string, string, string)>();
        return _messages.FindAll(message => seen.Add((message.UtcTicks, message.Table, message.From.Text, message.To.Text, Engine.Values.Latin1.ToText(message.Bytes))));
    }
}
