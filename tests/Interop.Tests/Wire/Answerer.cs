using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>A phone that answers every request with 200, as one that is pinged does.</summary>
internal sealed class Answerer : IDisposable
{
    private readonly Phone _phone = new();
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);

    /// <summary>Begins to answer.</summary>
    /// <param name="server">Port that it answers to.</param>
    public Answerer(int server) => new Thread(() => Run(server)) { IsBackground = true }.Start();

    public int Port => _phone.Port;

    /// <summary>How many requests it has answered whose text contains something.</summary>
    public int Count(string text)
    {
        lock (_answered)
            return _answered.Where(one => one.Key.Contains(text, StringComparison.Ordinal)).Sum(static one => one.Value);
    }

    public void Dispose() => _phone.Dispose();

    private void Run(int server)
    {
        while (true)
        {
            try
            {
                var request = _phone.Receive();
                lock (_answered)
                    _answered[request] = _answered.GetValueOrDefault(request) + 1;

                _phone.Send(Phone.Answer(request), server);
            }
            catch (System.Net.Sockets.SocketException patience) when (patience.SocketErrorCode is System.Net.Sockets.SocketError.TimedOut or System.Net.Sockets.SocketError.WouldBlock)
            {
                // Nobody asked for a while.
            }
            catch (Exception end) when (end is System.Net.Sockets.SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
