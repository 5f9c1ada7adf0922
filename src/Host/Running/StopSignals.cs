using System.Runtime.InteropServices;

namespace Signalbox.Host.Running;

/// <summary>SIGTERM and SIGINT stop the server; SIGHUP does nothing and SIGUSR1 logs memory, as with the peer.</summary>
internal sealed class StopSignals : IDisposable
{
    private const int Usr1 = 10;
    private const int Usr2 = 12;
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Registers the handlers.</summary>
    public StopSignals(CancellationTokenSource stop, Action status)
    {
        _registrations =
        [
            Register(PosixSignal.SIGTERM, stop.Cancel),
            Register(PosixSignal.SIGINT, stop.Cancel),
            Register(PosixSignal.SIGHUP, static () => { }),
            Register((PosixSignal)Usr1, status),
            Register((PosixSignal)Usr2, static () => { }),
        ];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private static PosixSignalRegistration Register(PosixSignal signal, Action action) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            action();
        });
}
