using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>Lets the thread of an RPC command wait for the final reply to its request.</summary>
internal sealed class UacWait : ILocalRequestOwner
{
    private readonly OneShot _done = new();

    /// <summary>Status code of the final reply; 0 = none yet.</summary>
    public int Code { get; private set; }

    /// <summary>Its reason phrase.</summary>
    public string Reason { get; private set; } = string.Empty;

    /// <inheritdoc />
    public void Answered(LocalRequest request, in LocalReply reply)
    {
        Code = reply.Code;
        Reason = Latin1.ToText(reply.Reason);
        _done.Set();
    }

    /// <summary>Waits; false when the limit passed.</summary>
    public bool Wait(TimeSpan limit) => _done.Wait(limit);
}
