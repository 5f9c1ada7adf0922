using System.Runtime.InteropServices;

namespace Signalbox.Host.Running;

/// <summary>Passes signals on to another process; one that comes before that process is known is kept for it.</summary>
internal sealed class SignalForward
{
    private readonly Lock _gate = new();
    private int _process;
    private int _waiting;

    /// <summary>Takes a signal from now on.</summary>
    public PosixSignalRegistration Register(PosixSignal signal, int number) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Send(number);
        });

    /// <summary>Names the process.</summary>
    public void To(int process)
    {
        lock (_gate)
        {
            _process = process;
            if (_waiting != 0)
                _ = Native.Kill(_process, _waiting);
        }
    }

    private void Send(int number)
    {
        lock (_gate)
        {
            if (_process == 0)
                _waiting = number;
            else
                _ = Native.Kill(_process, number);
        }
    }
}
