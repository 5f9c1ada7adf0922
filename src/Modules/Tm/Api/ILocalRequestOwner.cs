namespace Signalbox.Modules.Tm.Api;

/// <summary>Is told what became of a <see cref="LocalRequest"/>.</summary>
internal interface ILocalRequestOwner
{
    /// <summary>
    /// A reply came, or none will. The last call has a final code; a 2xx to an INVITE that is repeated is not told again.
    /// Runs on the worker of the reply or of a timer, under the lock of the transaction: it must not block.
    /// </summary>
    void Answered(LocalRequest request, in LocalReply reply);
}
