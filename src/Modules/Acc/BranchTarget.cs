using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Acc;

/// <summary>While it lives, the request URI of a transaction is that of the branch that a reply came by; Dispose puts the old one back.</summary>
internal readonly ref struct BranchTarget
{
    private readonly RoutingContext _request;
    private readonly ByteWriter? _before;
    private readonly bool _wasSet;

    /// <summary>Shows the branch.</summary>
    public BranchTarget(in TransactionReply reply)
    {
        _request = reply.Request;
        if (reply.BranchUri.IsEmpty || reply.BranchUri.SequenceEqual(_request.RequestUri))
            return;

        _before = reply.Worker.RentWriter();
        _before.Write(_request.NewRequestUri.Span);
        _wasSet = _request.NewRequestUri.IsSet;
        _request.NewRequestUri.Set(reply.BranchUri);
    }

    /// <summary>Puts the old URI back.</summary>
    public void Dispose()
    {
        if (_before is null)
            return;

        if (_wasSet)
            _request.NewRequestUri.Set(_before.Written);
        else
            _request.NewRequestUri.Clear();

        _request.Worker.Return(_before);
    }
}
