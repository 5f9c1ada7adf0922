using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Modules.Tests.Rtpengine;

/// <summary>A media server that notes commands and answers what a test says; on a free port of loopback.</summary>
internal sealed class MediaStandIn : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Thread _thread;
    private readonly List<string> _commands = [];

    public MediaStandIn()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Makes the answer to a command; null = none.</summary>
    public Func<string, string?> Answer { get; set; } = static command =>
        command.Contains("4:ping", StringComparison.Ordinal) ? "d6:result4:ponge" : "d6:result2:ok3:sdp9:v=0\r\ns=x\n6:totalsd3:RTPd5:bytesi7eeee";

    /// <summary>False to send nothing but answers.</summary>
    public bool IsNoisy { get; init; } = true;

    /// <summary>Commands without cookies and pings.</summary>
    public List<string> Commands
    {
        get
        {
            lock (_commands)
                return [.. _commands.Where(static command => !command.Contains("4:ping", StringComparison.Ordinal))];
        }
    }

    public int Pings
    {
        get
        {
            lock (_commands)
                return _commands.Count(static command => command.Contains("4:ping", StringComparison.Ordinal));
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _thread.Join(TimeSpan.FromSeconds(5));
    }

    private void Serve()
    {
        var buffer = new byte[65536];
        EndPoint client = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                var text = Encoding.Latin1.GetString(buffer, 0, _socket.ReceiveFrom(buffer, ref client));
                var blank = text.IndexOf(' ', StringComparison.Ordinal);
                lock (_commands)
                    _commands.Add(text[(blank + 1)..]);

                // An answer to another command, and one that is broken, must not be taken.
                if (IsNoisy)
                {
                    _socket.SendTo("0_0 d6:result2:oke"u8, client);
                    _socket.SendTo(Encoding.Latin1.GetBytes($"{text[..blank]} d6:result"), client);
                }

                if (Answer(text[(blank + 1)..]) is { } answer)
                    _socket.SendTo(Encoding.Latin1.GetBytes($"{text[..blank]} {answer}"), client);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
