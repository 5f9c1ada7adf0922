using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Recorded;

/// <summary>The caller and the callee of a recorded flow; both note what they see as the recording does.</summary>
internal sealed class FlowPlayer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(250);
    private readonly Socket _caller = Bound();
    private readonly Socket _callee = Bound();
    private readonly HashSet<string> _invites = new(StringComparer.Ordinal);
    private readonly List<string> _callerSaw = [];
    private readonly List<string> _calleeSaw = [];
    private readonly IReadOnlyList<string> _answers;

    /// <summary>Binds both ends.</summary>
    public FlowPlayer(IReadOnlyList<string> answers)
    {
        _answers = answers;
        CalleePort = PortOf(_callee);
    }

    public int CallerPort => PortOf(_caller);

    public int CalleePort { get; }

    /// <summary>Replies that the caller saw, repeated ones once.</summary>
    public IReadOnlyList<string> CallerSaw => _callerSaw;

    /// <summary>Requests that the callee saw, repeated ones once.</summary>
    public IReadOnlyList<string> CalleeSaw => _calleeSaw;

    /// <summary>Sends the request and plays until both ends saw as much as the recording has, and a moment longer for what must not come.</summary>
    public void Play(string request, int server, int callerEvents, int calleeEvents)
    {
        _caller.SendTo(Encoding.Latin1.GetBytes(request), new IPEndPoint(IPAddress.Loopback, server));
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience && (_callerSaw.Count < callerEvents || _calleeSaw.Count < calleeEvents))
            Step();

        clock.Restart();
        while (clock.Elapsed < Aftermath)
            Step();
    }

    public void Dispose()
    {
        _caller.Dispose();
        _callee.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private void Step()
    {
        List<Socket> ready = [_caller, _callee];
        Socket.Select(ready, null, null, TimeSpan.FromMilliseconds(50));
        foreach (var socket in ready)
        {
            EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
            var buffer = new byte[65536];
            var text = Encoding.Latin1.GetString(buffer, 0, socket.ReceiveFrom(buffer, ref sender));
            if (socket == _caller)
                Note(_callerSaw, string.Join(' ', FirstWords(text)[1..3]));
            else
                Answer(text, sender);
        }
    }

    private void Answer(string request, EndPoint sender)
    {
        var words = FirstWords(request);
        if (words[0] != "INVITE")
        {
            Note(_calleeSaw, words[0]);
            return;
        }

        var isNew = _invites.Add(Phone.Header(request, "Via"));
        Note(_calleeSaw, isNew ? $"INVITE {words[1].Split(';')[0]}" : "retrans");
        if (!isNew)
            return;

        foreach (var code in _answers)
        {
            _callee.SendTo(Encoding.Latin1.GetBytes(Phone.Answer(request, $"{code} X")), sender);
            Thread.Sleep(20);
        }
    }

    private static void Note(List<string> seen, string what)
    {
        if (seen.Count == 0 || seen[^1] != what)
            seen.Add(what);
    }

    private static string[] FirstWords(string message) => message.Split('\r', 2)[0].Split(' ');
}
