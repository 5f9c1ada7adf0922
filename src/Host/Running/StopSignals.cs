using System.Runtime.InteropServices;

namespace Signalbox.Host.Running;

/// <summary>
/// SIGTERM ends the server when what is under way is finished, a second one and SIGINT end it at once; SIGHUP opens the log file
/// again and may reload; SIGUSR1 logs memory.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int Usr1 = 10;
    private const int Usr2 = 12;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Registers the handlers.</summary>
    /// <param name="hangup">For SIGHUP.</param>
    /// <param name="status">For SIGUSR1.</param>
    public StopSignals(Action hangup, Action status)
    {
        _registrations =
        [
            Register(PosixSignal.SIGTERM, Terminate),
            Register(PosixSignal.SIGINT, Interrupt),
            Register(PosixSignal.SIGHUP, hangup),
            Register((PosixSignal)Usr1, status),
            Register((PosixSignal)Usr2, static () => { }),
        ];
    }

    /// <summary>The server is to end.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>It is to end without waiting for anything.</summary>
    public CancellationToken Hurry => _hurry.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();

        _stop.Dispose();
        _hurry.Dispose();
    }

    private void Terminate()
    {
        if (_stop.IsCancellationRequested)
            _hurry.Cancel();

        _stop.Cancel();
    }

    private void Interrupt()
    {
        _hurry.Cancel();
        _stop.Cancel();
    }

    private static PosixSignalRegistration Register(PosixSignal signal, Action action) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        });
}
