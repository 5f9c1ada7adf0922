using Signalbox.Script.Kemi;

namespace Signalbox.Script.JavaScript;

/// <summary>What the outermost callback of an engine uses; calls may nest.</summary>
/// <param name="limits">What it may use.</param>
internal sealed class JavaScriptRun(KemiLimits limits)
{
    private int _depth;
    private long _startedAt;
    private long _allocated;

    /// <summary>A call into the engine begins.</summary>
    public void Enter()
    {
        if (_depth++ > 0)
            return;

        _startedAt = Environment.TickCount64;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>A call into the engine has returned.</summary>
    public void Leave() => _depth--;

    /// <summary>Ends the callback when it is over a limit.</summary>
    /// <exception cref="JavaScriptLimitException">It is; no catch of the script holds this.</exception>
    public void Check()
    {
        if (_depth == 0)
            return;

        if (Environment.TickCount64 - _startedAt > (long)limits.CallbackTime.TotalMilliseconds)
            throw new JavaScriptLimitException($"stopped: the callback ran longer than {limits.CallbackTime.TotalMilliseconds:0} ms");

        if (GC.GetAllocatedBytesForCurrentThread() - _allocated > limits.AllocatedBytes)
            throw new JavaScriptLimitException($"stopped: the callback took more than {limits.AllocatedBytes >> 20} MiB");
    }
}
