namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>Plays the tester's side of a recording and compares what the server sends, message by message.</summary>
internal sealed class SipCasePlayer
{
    // Waits this long in the recording mean that a timer of the server was waited for, or that silence was listened to.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(150);
    private readonly SipCase _recorded;
    private readonly SipSockets _sockets;
    private readonly SipInbox _inbox;
    private readonly Dictionary<string, string> _carried = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _controlPorts = [];
    private readonly List<string> _differences = [];
    private int _looks;
    private DateTime _last = DateTime.UtcNow;
    private TimeSpan _lastRecorded;
    private bool _lastWasSent;

    /// <summary>Opens the sockets of the case; in the foreground it gets what belongs to no known Call-ID.</summary>
    public SipCasePlayer(SipCase recorded, SipSockets sockets, bool inForeground)
    {
        (_recorded, _sockets) = (recorded, sockets);
        _inbox = sockets.Open(recorded);
        if (inForeground)
            sockets.Foreground = _inbox;
    }

    /// <summary>How much later than recorded a message may come.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Called where the recorder stopped to look at what had been written, with the number of the stop from 0; what it returns differs.</summary>
    public Func<int, IEnumerable<string>>? Looked { get; init; }

    /// <summary>Plays all; returns what differs, one line each.</summary>
    public List<string> Play()
    {
        using var connections = new SipConnections(_inbox);
        _last = DateTime.UtcNow;
        foreach (var one in _recorded.Events.Where(static one => one.Kind != SipEventKind.Note))
        {
            if (one.Kind == SipEventKind.Sent)
                Send(one, connections);
            else if (!Receive(one))
                return _differences;
        }

        Thread.Sleep(Silence);
        _differences.AddRange(_inbox.Rest());
        return _differences;
    }

    private void Send(SipEvent one, SipConnections connections)
    {
        var gap = one.At - _lastRecorded;
        if (gap > Look && Looked is not null)
            _differences.AddRange(Looked(_looks++));

        var wait = _last + gap - DateTime.UtcNow;

        // Between two sends nothing shows that the server is done with the first one, but the time that the recorder left it.
        if ((gap > Pause || _lastWasSent) && wait > TimeSpan.Zero)
            Thread.Sleep(wait);

        var text = one.Text;
        foreach (var (before, after) in _carried)
            text = text.Replace(before, after, StringComparison.Ordinal);

        text = SipCredentials.Renew(one.Text, text);
        if (one.Endpoint!.IsStream)
            connections.Send(one.Endpoint, text, one.ServerPort);
        else
            _sockets.Send(one.Endpoint, text, _controlPorts.GetValueOrDefault(one.ServerPort, one.ServerPort));

        Note(one, DateTime.UtcNow);
    }

    private bool Receive(SipEvent one)
    {
        var gap = one.At - _lastRecorded;
        if (_inbox.Take(one.Endpoint!, gap + Patience) is not { } arrival)
        {
            _differences.Add($"{one.Endpoint} at +{one.At.TotalSeconds:0.000}: nothing came; recorded: {one.FirstLine}");
            return false;
        }

        var early = gap - (arrival.At - _last);
        if (gap > Pause && early > TimeSpan.FromMilliseconds(200))
            _differences.Add($"{one.Endpoint} at +{one.At.TotalSeconds:0.000}: {one.FirstLine} came {early.TotalSeconds:0.0} s too early");

        Carry(one.Text, arrival.Text);
        Compare(one, arrival);
        Note(one, arrival.At);
        return true;
    }

    private void Note(SipEvent one, DateTime at)
    {
        _last = at;
        _lastRecorded = one.At;
        _lastWasSent = one.Kind == SipEventKind.Sent;
    }

    private void Carry(string before, string after)
    {
        foreach (var (old, made) in SipText.MadeByServer(before).Zip(SipText.MadeByServer(after)))
        {
            if (old != made)
                _carried[old] = made;
        }
    }

    private void Compare(SipEvent one, SipArrival arrival)
    {
        var place = $"{one.Endpoint} at +{one.At.TotalSeconds:0.000} {one.FirstLine}";
        if (one.Endpoint!.IsMediaProxy)
            _controlPorts[one.ServerPort] = arrival.ServerPort;
        else if (arrival.ServerPort != one.ServerPort)
            _differences.Add($"{place}: came from port {arrival.ServerPort}, recorded {one.ServerPort}");

        var wanted = SipText.Lines(one.Text);
        var got = SipText.Lines(SipText.WithExpiresOf(arrival.Text, one.Text));
        if (wanted.SequenceEqual(got, StringComparer.Ordinal))
            return;

        var missing = wanted.Except(got, StringComparer.Ordinal).Select(static line => $"\n      recorded {line}");
        var added = got.Except(wanted, StringComparer.Ordinal).Select(static line => $"\n      got      {line}");
        var changes = string.Concat([.. missing, .. added]);
        _differences.Add(place + (changes.Length > 0 ? changes : $"\n      other order: {string.Join(" | ", got)}"));
    }
}
